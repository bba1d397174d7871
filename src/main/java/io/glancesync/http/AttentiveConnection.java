package io.glancesync.http;

import io.glancesync.transfer.TransferException;
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
 * A connection that looks for the answer while it still sends: a server may refuse an image after
 * its first byte, and would otherwise be sent all the rest. It also looks for one when it cannot
 * send on, so that what the server said is not lost behind "broken pipe".
 */
final class AttentiveConnection extends DefaultManagedHttpClientConnection {
  private static final AtomicLong COUNTER = new AtomicLong();

  /** An answer that arrived before its connection broke is there; this is for what is packed. */
  private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

  /** A connection that is made in this time, or to this host, has a server that is near. */
  private static final Duration NEAR = Duration.ofMillis(3);

  /**
   * What a near server is sent ahead. The system would take up to 4 MiB, which are on their way
   * before a refusal can stop them; far away they are needed, or sending would be slow.
   */
  private static final int AHEAD = 256 * 1024;

  private ClassicHttpResponse early;
  private boolean isAnswered;

  /** What came with an interim answer has left the socket, which does not tell of it any more. */
  private boolean mayHoldMore;

  private HttpRequest asked;
  private Socket connecting;
  private long begun;

  /** Nothing more is to be sent. */
  private static final class Answered extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private AttentiveConnection(String id, Http1Config config) {
    super(id, null, null, config, null, null, null, null, null);
  }

  /**
   * @param socket null when it gets one later
   */
  static ManagedHttpClientConnection of(Socket socket, Http1Config config) throws IOException {
    var connection = new AttentiveConnection("http-outgoing-" + COUNTER.getAndIncrement(), config);
    if (socket != null) {
      connection.bind(socket);
    }
    return connection;
  }

  /** The library tells of a socket before it connects it, and again when it has. */
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
      // who was asked whether to send it had an answer without it: what follows is that one's body
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
      // that is what is read next
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

  /** After a write has failed: whether the server had said why. */
  private boolean hasAnswered() {
    try {
      look();
    } catch (IOException e) {
      // nothing can be read either: what failed first tells more
      return false;
    }
    return early != null;
  }

  private void look() throws IOException {
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

  /** Cheap where there is nothing: TLS is only asked when something has arrived. */
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
      // what came is not an answer of HTTP, as if it had been read after the request
      throw new ClientProtocolException(e.getMessage(), e);
    }
  }

  /**
   * Takes the whole answer and resets the connection: megabytes may still wait in the system's
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
    // what was announced was not sent: no other request can follow
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

  /** Looks for an answer before each piece. */
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
      look();
      if (early != null) {
        throw new Answered();
      }
    }
  }
}
