package io.glancesync.http;

import io.glancesync.error.TransferException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that polls for the answer while it still sends. A server may refuse an image after
 * its first byte, and would otherwise be sent all the rest. The connection also polls when a write
 * fails, so that the server's answer is not lost behind "broken pipe".
 */
final class AttentiveConnection extends DefaultManagedHttpClientConnection {
  private static final AtomicLong COUNTER = new AtomicLong();

  /**
   * The wait for a poll. An answer that arrived before its connection broke is available at once;
   * encrypted data needs this time.
   */
  private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

  /** A server is near if its connection is made within this time, or if it is on this host. */
  private static final Duration NEAR = Duration.ofMillis(3);

  /**
   * The send buffer for a near server. The system's default is up to 4 MiB, all of which is sent
   * before a refusal can stop it. A server far away needs that much, or sending would be slow.
   */
  private static final int AHEAD = 256 * 1024;

  private ClassicHttpResponse early;
  private boolean isAnswered;

  /**
   * Whether the input buffer may hold data that came with an interim answer; the socket no longer
   * reports such data.
   */
  private boolean mayHoldMore;

  private HttpRequest asked;
  private Socket connecting;
  private long begun;

  /** Ends the sending because an answer has arrived. */
  private static final class Answered extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private AttentiveConnection(String id, Http1Config config) {
    super(id, null, null, config, null, null, null, null, null);
  }

  /**
   * @param socket the socket; null when the connection gets one later
   */
  static ManagedHttpClientConnection of(Socket socket, Http1Config config) throws IOException {
    var connection = new AttentiveConnection("http-outgoing-" + COUNTER.getAndIncrement(), config);
    if (socket != null) {
      connection.bind(socket);
    }
    return connection;
  }

  /**
   * Binds the connection to a socket. The library calls this before it connects the socket, and
   * again afterwards.
   */
  @Override
  public void bind(Socket socket) throws IOException {
    if (socket.isConnected()) {
      boolean isQuick = socket == connecting && System.nanoTime() - begun < NEAR.toNanos();
      if (isQuick || socket.getInetAddress().isLoopbackAddress()) {
        socket.setSendBufferSize(AHEAD);
      }
    } else {
      connecting = socket;
      begun = System.nanoTime();
    }
    super.bind(socket);
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
    isAnswered = false;
    asked = request;
    super.sendRequestHeader(request);
  }

  @Override
  public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
    if (isAnswered) {
      // the server answered the question whether to send the body; what follows is the body of that
      // answer
      terminateRequest(request);
      return;
    }
    HttpEntity body = request.getEntity();
    request.setEntity(
        new HttpEntityWrapper(body) {
          @Override
          public void writeTo(OutputStream out) throws IOException {
            super.writeTo(new Attentive(out));
          }
        });
    try {
      super.sendRequestEntity(request);
    } catch (Answered e) {
      // the answer is read next
    } catch (TransferException e) {
      throw e;
    } catch (IOException e) {
      if (!hasAnswered()) {
        throw e;
      }
    } finally {
      request.setEntity(body);
    }
  }

  @Override
  public void flush() throws IOException {
    if (early == null) {
      super.flush();
    }
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    ClassicHttpResponse answer = early == null ? super.receiveResponseHeader() : early;
    isAnswered = answer != null && answer.getCode() >= HttpStatus.SC_SUCCESS;
    mayHoldMore = !isAnswered;
    return answer;
  }

  @Override
  public void receiveResponseEntity(ClassicHttpResponse answer) throws HttpException, IOException {
    if (early == null) {
      super.receiveResponseEntity(answer);
    }
  }

  /** Whether the server had answered before a write failed. */
  private boolean hasAnswered() {
    try {
      peek();
    } catch (IOException e) {
      // reading fails too: the first error tells more
      return false;
    }
    return early != null;
  }

  private void peek() throws IOException {
    for (int interim = 0; early == null && isSomethingThere(); interim++) {
      ClassicHttpResponse answer = received();
      if (answer == null) {
        return;
      }
      mayHoldMore = true;
      if (answer.getCode() >= HttpStatus.SC_SUCCESS) {
        readAndReset(answer);
        early = answer;
      } else if (interim >= AnswerLimit.INTERIM_ANSWERS) {
        throw FewInterimAnswers.tooMany(asked, answer);
      }
    }
  }

  /**
   * Whether data has arrived. This is cheap if there is none: TLS is only asked when the socket has
   * data.
   */
  private boolean isSomethingThere() throws IOException {
    if (mayHoldMore) {
      mayHoldMore = false;
      return isDataAvailable(AT_ONCE);
    }
    Socket base = getSocketHolder().getBaseSocket();
    return (getSocketHolder().getInputStream().available() > 0
            || base.getInputStream().available() > 0)
        && isDataAvailable(AT_ONCE);
  }

  private ClassicHttpResponse received() throws IOException {
    try {
      return super.receiveResponseHeader();
    } catch (HttpException e) {
      // the data is not an HTTP answer; reported as if it had been read after the request
      throw new ClientProtocolException(e.getMessage(), e);
    }
  }

  /**
   * Reads the whole answer and resets the connection. Megabytes may still wait in the system's
   * buffer, and closing would send them first.
   */
  private void readAndReset(ClassicHttpResponse answer) throws IOException {
    byte[] reason = {};
    if (MessageSupport.canResponseHaveBody(Method.PUT.name(), answer)) {
      reason = reason(answer);
    }
    HttpEntity body = answer.getEntity();
    String type = body == null ? null : body.getContentType();
    answer.setEntity(new ByteArrayEntity(reason, ContentType.parseLenient(type)));
    // the announced body was not sent completely: no other request can follow
    answer.setHeader(HttpHeaders.CONNECTION, "close");
    Socket base = getSocketHolder().getBaseSocket();
    base.setSoLinger(true, 0);
    base.close();
  }

  private byte[] reason(ClassicHttpResponse answer) throws IOException {
    try {
      super.receiveResponseEntity(answer);
    } catch (HttpException e) {
      throw new ClientProtocolException(e.getMessage(), e);
    }
    HttpEntity body = answer.getEntity();
    return body == null ? new byte[0] : body.getContent().readNBytes(AnswerLimit.REASON_BYTES);
  }

  /** Polls for an answer before each piece. */
  private final class Attentive extends FilterOutputStream {
    Attentive(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      requireSilence();
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      requireSilence();
      out.write(bytes, from, length);
    }

    private void requireSilence() throws IOException {
      peek();
      if (early != null) {
        throw new Answered();
      }
    }
  }
}
