package io.glancesync.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server answers. */
public record Answer(int status, Map<String, String> headers, Body body) {

  /** The content of an answer, written when its head is out. */
  public interface Body {
    Body NONE = of(new byte[0]);

    /** In bytes; may be more than is written in the end, as when a store has lost data. */
    long length();

    void writeTo(OutputStream out) throws IOException;

    public static Body of(byte[] bytes) {
      return new Body() {
        @Override
        public long length() {
          return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(bytes);
        }
      };
    }
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), Body.NONE);
  }

  public static Answer json(int status, JsonNode content) {
    return text(status, "application/json", content.toString());
  }

  public static Answer text(int status, String type, String text) {
    return new Answer(status, Map.of("Content-Type", type), Body.of(text.getBytes(UTF_8)));
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** Some statuses forbid it. */
  boolean hasBody() {
    return body != Body.NONE && status != 204 && status != 304;
  }

  public Answer with(Body other) {
    return new Answer(status, headers, other);
  }
}
