package io.glancesync.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** An answer's content as the HTTP server wants it. */
final class AnswerEntity extends AbstractHttpEntity {
  private final Answer.Body body;

  AnswerEntity(Answer answer) {
    super((String) null, null);
    body = answer.body();
  }

  @Override
  public long getContentLength() {
    return body.length();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    body.writeTo(out);
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("an answer is written, not read");
  }

  @Override
  public void close() {
    // nothing is open
  }
}
