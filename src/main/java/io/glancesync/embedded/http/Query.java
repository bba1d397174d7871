package io.glancesync.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query of a request; a name may occur more than once. */
public record Query(List<Parameter> parameters) {

  /** One name and its value. */
  public record Parameter(String name, String value) {
    @Override
    public String toString() {
      return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }
  }

  public Query {
    parameters = List.copyOf(parameters);
  }

  /**
   * @param text as it stands in the address; null when there is none
   */
  static Query parse(String text) {
    var parameters = new ArrayList<Parameter>();
    for (String part : text == null ? new String[0] : text.split("&")) {
      int sign = part.indexOf('=');
      if (sign > 0) {
        parameters.add(
            new Parameter(decode(part.substring(0, sign)), decode(part.substring(sign + 1))));
      }
    }
    return new Query(parameters);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  public boolean isEmpty() {
    return parameters.isEmpty();
  }

  /** The last value wins, as it does in Glance. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  public List<String> values(String name) {
    return parameters.stream().filter(it -> it.name().equals(name)).map(Parameter::value).toList();
  }

  public Query without(String name) {
    return new Query(parameters.stream().filter(it -> !it.name().equals(name)).toList());
  }

  public Query with(String name, String value) {
    var more = new ArrayList<>(without(name).parameters());
    more.add(new Parameter(name, value));
    return new Query(more);
  }

  @Override
  public String toString() {
    return parameters.stream().map(Parameter::toString).collect(Collectors.joining("&"));
  }
}
