package io.glancesync.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An image that a test is about to make. */
public final class Draft {
  private final Region region;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private BodyPublisher content;

  public Draft(Region region, String name) {
    this.region = region;
    this.content = BodyPublishers.ofString("content of " + name, UTF_8);
    fields.put("name", name);
    fields.put("visibility", "public");
    fields.put("disk_format", "raw");
    fields.put("container_format", "bare");
  }

  /** Sets a field of the image or a property. */
  public Draft with(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  public Draft isPrivate() {
    return with("visibility", "private");
  }

  public Draft tagged(String... tags) {
    return with("tags", List.of(tags));
  }

  public Draft content(String text) {
    return content(text.getBytes(UTF_8));
  }

  public Draft content(byte[] bytes) {
    content = BodyPublishers.ofByteArray(bytes);
    return this;
  }

  /** So many bytes that need no memory here. */
  public Draft zeros(long bytes) {
    content =
        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Zeros(bytes)), bytes);
    return this;
  }

  /** The image, without content yet. */
  public String queued() {
    return region.create(fields);
  }

  /** The image, as Glance shows it when it is complete. */
  public JsonNode upload() {
    String id = queued();
    region.upload(id, content);
    return region.get(id);
  }

  /** The id of the complete image. */
  public String id() {
    return upload().path("id").asText();
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int now = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + now, (byte) 0);
      left -= now;
      return now;
    }
  }
}
