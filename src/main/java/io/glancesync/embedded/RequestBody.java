package io.glancesync.embedded;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The content of a request. A sender that waits for it ({@code Expect: 100-continue}) is told to go
 * on when the first byte is wanted, so that a refused request costs no transfer.
 */
final class RequestBody extends InputStream {
  private final ResponseTrigger trigger;
  private final InputStream content;
  private boolean isSenderWaiting;

  RequestBody(ClassicHttpRequest request, ResponseTrigger trigger) throws IOException {
    HttpEntity entity = request.getEntity();
    this.trigger = trigger;
    content = entity == null ? InputStream.nullInputStream() : entity.getContent();
    isSenderWaiting = entity != null && request.containsHeader("Expect");
  }

  /** Whether the sender knows that it may send, and does. */
  boolean isOnItsWay() {
    return !isSenderWaiting;
  }

  private void invite() throws IOException {
    if (isSenderWaiting) {
      isSenderWaiting = false;
      try {
        trigger.sendInformation(new BasicClassicHttpResponse(100));
      } catch (HttpException e) {
        throw new IOException(e);
      }
    }
  }

  @Override
  public int read() throws IOException {
    invite();
    return content.read();
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    invite();
    return content.read(bytes, from, length);
  }
}
