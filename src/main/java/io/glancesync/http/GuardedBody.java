package io.glancesync.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer, read up to its limit. */
final class GuardedBody extends HttpEntityWrapper {
  private final HttpEntity body;
  private final AnswerWatch answerWatch;
  private final boolean isReason;
  private InputStream content;

  /**
   * @param isReason whether the body only explains an error, so that its beginning is enough
   */
  GuardedBody(HttpEntity body, AnswerWatch answerWatch, boolean isReason) {
    super(body);
    this.body = body;
    this.answerWatch = answerWatch;
    this.isReason = isReason;
  }

  @Override
  public synchronized InputStream getContent() throws IOException {
    if (content == null) {
      InputStream all = body.getContent();
      content =
          all == null
              ? null
              : new GuardedStream(all, body.getContentLength(), answerWatch, isReason);
    }
    return content;
  }
}
