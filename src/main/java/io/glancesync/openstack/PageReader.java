package io.glancesync.openstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page image by image, so that a page takes no more memory than the images in it, and a
 * server that sends nonsense is noticed before it has sent much.
 */
final class PageReader {
  /** Of one image. */
  private static final long MOST_BYTES = 1 << 20;

  private static final Pattern MARKER = Pattern.compile("[?&]marker=([^&#]*)");

  private final Function<JsonNode, Image> image;

  PageReader(Function<JsonNode, Image> image) {
    this.image = image;
  }

  /**
   * Reads to the end and closes.
   *
   * @param body null when there was none
   * @param room is told after each image how much memory all take so far, and refuses too much
   * @throws UnexpectedAnswerException when that is not a page of images
   * @throws IOException when it broke off
   */
  Page read(InputStream body, LongConsumer room) throws IOException {
    var counted = new BoundedInput(body == null ? InputStream.nullInputStream() : body);
    try (JsonParser parser = Json.FACTORY.createParser((InputStream) counted)) {
      return read(counted, parser, room);
    } catch (JsonProcessingException e) {
      throw Json.unexpected("Glance", counted.beginning(), e);
    }
  }

  private Page read(BoundedInput counted, JsonParser parser, LongConsumer room) throws IOException {
    List<Image> images = null;
    long memory = 0;
    String next = "";
    counted.allow();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Json.unexpected("Glance", counted.beginning(), null);
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("images") && parser.currentToken() == JsonToken.START_ARRAY) {
        images = images(counted, parser, room);
        memory = images.stream().mapToLong(Footprint::of).sum();
      } else if (field.equals("next")) {
        next = parser.getValueAsString("");
        parser.skipChildren();
      } else {
        parser.skipChildren();
      }
      counted.allow();
    }
    if (images == null) {
      throw new UnexpectedAnswerException("Glance answered a listing without images");
    }
    if (parser.nextToken() != null) {
      throw new UnexpectedAnswerException("Glance answered a listing, and more after it");
    }
    return new Page(images, marker(next), memory);
  }

  private List<Image> images(BoundedInput counted, JsonParser parser, LongConsumer room)
      throws IOException {
    long memory = 0;
    var images = new ArrayList<Image>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (images.size() == Page.LIMIT) {
        throw new UnexpectedAnswerException(
            "Glance answered a page of more than the %d images that it was asked for"
                .formatted(Page.LIMIT));
      }
      counted.allow();
      Image read = image.apply(ImageReader.read(parser));
      memory += Footprint.of(read);
      room.accept(memory);
      images.add(read);
    }
    return images;
  }

  /** Of the server's address of the next page only the image is used. */
  private static Optional<ImageId> marker(String next) {
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Matcher marker = MARKER.matcher(next);
    try {
      return Optional.of(ImageId.ofUuid(marker.find() ? marker.group(1) : ""));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedAnswerException(
          "Glance's list goes on after a page, but does not say by an image's id where", e);
    }
  }

  private static final class BoundedInput extends FilterInputStream {
    private byte[] beginning = {};
    private long bytes;
    private long allowed = MOST_BYTES;

    BoundedInput(InputStream in) {
      super(in);
    }

    String beginning() {
      return new String(beginning, StandardCharsets.UTF_8);
    }

    /** What comes next may have its size again. */
    void allow() {
      allowed = bytes + MOST_BYTES;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = in.read(into, from, length);
      if (bytes == 0 && count > 0) {
        beginning = Arrays.copyOfRange(into, from, from + Math.min(count, 100));
      }
      bytes += Math.max(0, count);
      if (bytes > allowed) {
        throw new UnexpectedAnswerException(
            "Glance answered an image of more than %d MB of JSON".formatted(MOST_BYTES >> 20));
      }
      return count;
    }
  }
}
