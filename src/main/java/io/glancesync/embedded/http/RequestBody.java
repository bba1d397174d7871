package io.glancesync.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The content of a request. A sender that waits for it ({@code Expect: 100-continue}) is told to go
 * on when the first byte is wanted, so that a refused request costs no transfer.
 */
public final class RequestBody extends InputStream {
  private final ResponseTrigger trigger;
  private final InputStream content;
  private boolean isSenderWaiting;
  private boolean isTorn;

  /** The content ends before its end, or makes no sense; the sender may still listen. */
  public static final class Torn extends IOException {
    private static final long serialVersionUID = 1L;

    Torn(IOException cause) {
      super(cause);
    }
  }

  RequestBody(ClassicHttpRequest request, ResponseTrigger trigger) throws IOException {
    HttpEntity entity = request.getEntity();
    this.trigger = trigger;
    content = entity == null ? InputStream.nullInputStream() : entity.getContent();
    isSenderWaiting = entity != null && request.containsHeader("Expect");
  }

  /** Whether the sender knows that it may send, and sends all of it. */
  boolean isOnItsWay() {
    return !isSenderWaiting && !isTorn;
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
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    invite();
    try {
      return content.read(bytes, from, length);
    } catch (ConnectionClosedException | MalformedChunkCodingException e) {
      isTorn = true;
      throw new Torn(e);
    }
  }
}
