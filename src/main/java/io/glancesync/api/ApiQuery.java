package io.glancesync.api;

import io.glancesync.region.NearestName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an address has after its question mark.
 *
 * @param values by name, in their order
 */
public record ApiQuery(Map<String, List<String>> values) {
  public static final ApiQuery NONE = new ApiQuery(Map.of());

  private static final int MOST_DIGITS = 9;

  /**
   * Reads it as browsers write it.
   *
   * @param raw empty for none
   * @throws IllegalArgumentException if what is escaped in it cannot be read
   */
  public static ApiQuery of(String raw) {
    var values = new LinkedHashMap<String, List<String>>();
    for (String part : raw.split("&")) {
      if (!part.isEmpty()) {
        String[] pair = part.split("=", 2);
        values
            .computeIfAbsent(decoded(pair[0]), it -> new ArrayList<>())
            .add(pair.length == 1 ? "" : decoded(pair[1]));
      }
    }
    return new ApiQuery(values);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * Makes sure that nothing else is asked for.
   *
   * @throws ApiException if something is
   */
  public void only(String... known) {
    List<String> all = List.of(known);
    values.keySet().stream()
        .filter(it -> !all.contains(it))
        .findFirst()
        .ifPresent(
            it -> {
              String what =
                  all.isEmpty() ? "there are none" : "there are " + String.join(", ", all);
              throw ApiException.of(
                  ProblemType.BAD_REQUEST,
                  "The address has a parameter '%s', but %s".formatted(it, what),
                  NearestName.of(it, all));
            });
  }

  /** The first value of that name. */
  public Optional<String> first(String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** All values of that name: several parameters, or one with commas. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .flatMap(it -> Stream.of(it.split(",")))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /**
   * A whole number.
   *
   * @throws ApiException if it is none from least to most
   */
  public long number(String name, long standard, long least, long most) {
    Optional<String> text = first(name);
    if (text.isEmpty()) {
      return standard;
    }
    boolean isNumber = text.get().matches("\\d{1," + (MOST_DIGITS * 2) + "}");
    long number = isNumber ? Long.parseLong(text.get()) : -1;
    if (number < least || number > most) {
      throw wrong(name, text.get(), "a number from %d to %d".formatted(least, most));
    }
    return number;
  }

  /**
   * A time.
   *
   * @throws ApiException if it is none
   */
  public Optional<Instant> time(String name) {
    return first(name).map(it -> time(name, it));
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, text, "a time such as 2026-11-26T23:05:01Z");
    }
  }

  /**
   * One of several words.
   *
   * @throws ApiException if it is none of them
   */
  public Optional<String> word(String name, List<String> words) {
    Optional<String> text = first(name);
    text.filter(it -> !words.contains(it))
        .ifPresent(
            it -> {
              throw ApiException.of(
                  ProblemType.BAD_REQUEST,
                  "The parameter %s is '%s', but has to be one of %s"
                      .formatted(name, it, String.join(", ", words)),
                  NearestName.of(it, words));
            });
    return text;
  }

  /**
   * Yes or no; no if it is missing.
   *
   * @throws ApiException if it is neither
   */
  public boolean flag(String name) {
    return word(name, List.of("true", "false")).filter("true"::equals).isPresent();
  }

  private static ApiException wrong(String name, String text, String wanted) {
    return ApiException.of(
        ProblemType.BAD_REQUEST,
        "The parameter %s is '%s', but has to be %s".formatted(name, text, wanted));
  }
}
