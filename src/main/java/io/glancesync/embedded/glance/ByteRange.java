package io.glancesync.embedded.glance;

import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a content that a download asks for.
 *
 * @param start the first byte
 * @param end the byte behind the last one
 */
record ByteRange(long start, long end) {
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  static Optional<ByteRange> of(Call call, long size) throws RejectedRequestException {
    Optional<String> header = call.header("Range");
    return header.isEmpty() ? Optional.empty() : Optional.of(parse(header.get(), size));
  }

  private static ByteRange parse(String text, long size) throws RejectedRequestException {
    if (text.contains(",")) {
      throw new RejectedRequestException(
          400,
          "Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.");
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      throw new RejectedRequestException(416, "Invalid Range header.");
    }
    if (form.group(1).isEmpty()) {
      long last = Long.parseLong(form.group(2));
      // no bytes from the end are all bytes, for Glance
      return new ByteRange(last == 0 ? 0 : Math.max(0, size - last), size);
    }
    long start = Long.parseLong(form.group(1));
    if (start >= size) {
      throw new RejectedRequestException(
          416,
          "Invalid start position in Range header. Start position MUST be in the inclusive range [0, %d]."
              .formatted(size - 1));
    }
    long end = form.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(form.group(2)) + 1);
    if (end <= start) {
      throw new RejectedRequestException(416, "Invalid Range header.");
    }
    return new ByteRange(start, end);
  }

  /** The header {@code Content-Range}. */
  String header(long size) {
    return "bytes %d-%d/%d".formatted(start, end - 1, size);
  }
}
