package io.glancesync.embedded.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A request as a server sees it. */
public final class Call {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String id = "req-" + UUID.randomUUID();
  private final String method;
  private final String path;
  private final Query query;
  private final Map<String, String> headers;
  private final OptionalLong length;
  private InputStream body;
  private byte[] read;
  private int settling;

  /**
   * @param path decoded, without the query
   * @param headers by their names in lower case
   * @param length of the body in bytes; empty when it comes in chunks
   */
  Call(
      String method,
      String path,
      Query query,
      Map<String, String> headers,
      OptionalLong length,
      InputStream body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.length = length;
    this.body = body;
  }

  /** The id that OpenStack gives each request, for its log and the answer. */
  public String id() {
    return id;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** The parts of the path, for example {@code v2}, {@code images}. */
  public List<String> segments() {
    return List.of(path.replaceAll("^/+|/+$", "").split("/+"));
  }

  public Query query() {
    return query;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Of the content, without parameters such as its character set. */
  public String contentType() {
    return header("Content-Type").orElse("").split(";")[0].strip();
  }

  /** Content that this brings is stored only after so many more requests. */
  void storesAfter(int requests) {
    settling = requests;
  }

  /** How many requests pass before the content is stored; 0 when it is at once. */
  public int settling() {
    return settling;
  }

  public OptionalLong length() {
    return length;
  }

  public InputStream body() {
    return read == null ? body : new ByteArrayInputStream(read);
  }

  /** From now on the body comes through this, what was looked at already too. */
  public void body(InputStream through) {
    body = through;
    read = null;
  }

  /**
   * The body as JSON; it may be asked for more than once.
   *
   * @throws RejectedRequestException when it is none
   */
  public JsonNode json() throws IOException, RejectedRequestException {
    if (read == null) {
      read = body.readAllBytes();
    }
    if (read.length == 0) {
      throw new RejectedRequestException(400, "Body expected in request.");
    }
    try {
      return JSON.readTree(read);
    } catch (JsonProcessingException e) {
      throw new RejectedRequestException(400, "Malformed JSON in request body.");
    }
  }

  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }
}
