package io.glancesync.embedded.glance;

import io.glancesync.embedded.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Image content on its way out.
 *
 * @param content what is stored, which may be less than what Glance believes
 */
record Download(Content content, ByteRange range) implements Answer.Body {

  @Override
  public long length() {
    return range.end() - range.start();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    var buffer = new byte[256 * 1024];
    long left = length();
    try (InputStream in = content.from(range.start())) {
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          // a store that lost the end: Glance waits for bytes that never come
          out.flush();
          return;
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
  }
}
