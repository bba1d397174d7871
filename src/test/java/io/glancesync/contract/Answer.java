package io.glancesync.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a server answered. */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
  public Answer {
    var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public static Answer of(HttpResponse<byte[]> answer) {
    return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
  }

  /** This answer, which must have that status. */
  public Answer is(int expected) {
    if (status != expected) {
      throw new AssertionError("expected %d, but was %d: %s".formatted(expected, status, text()));
    }
    return this;
  }

  /** This answer, which must be an error that says that. */
  public Answer saying(String words) {
    if (!text().contains(words)) {
      throw new AssertionError("expected '%s' in: %s".formatted(words, text()));
    }
    return this;
  }

  /** The header's only value; null when there is none. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new AssertionError(name + " is there more than once: " + values);
    }
    return values.isEmpty() ? null : values.get(0);
  }

  public String text() {
    return new String(body, UTF_8);
  }

  public JsonNode json() {
    return Http.json(body);
  }

  public String id() {
    return json().path("id").asText();
  }

  /** The names of the images of a listing. */
  public List<String> names() {
    var names = new ArrayList<String>();
    is(200).json().path("images").forEach(it -> names.add(it.path("name").asText()));
    return names;
  }
}
