package io.glancesync.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;

/** A port on loopback and what answers there. It can be shut and opened again. */
final class HttpEndpoint implements AutoCloseable {
  /** A larger buffer lets image content through at the speed of the machine. */
  private static final Http1Config HTTP =
      Http1Config.custom().setBufferSize(64 * 1024).setChunkSizeHint(64 * 1024).build();

  /** What answers. */
  interface Handler {
    Answer answer(Call call) throws IOException;
  }

  private final Handler handler;
  private final SocketConfig sockets;
  private int port;
  private HttpServer server;

  /**
   * Opens the port.
   *
   * @param port 0 for any that is free
   * @param patience how long the server waits for the next byte of a request
   */
  HttpEndpoint(int port, Duration patience, Handler handler) {
    this.port = port;
    this.handler = handler;
    this.sockets =
        SocketConfig.custom()
            .setSoTimeout(Math.toIntExact(patience.toSeconds()), TimeUnit.SECONDS)
            .setTcpNoDelay(true)
            .setBacklogSize(512)
            .build();
    open();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  synchronized void open() {
    if (server != null) {
      return;
    }
    HttpServer starting =
        ServerBootstrap.bootstrap()
            .setListenerPort(port)
            .setLocalAddress(InetAddress.getLoopbackAddress())
            .setSocketConfig(sockets)
            .setHttp1Config(HTTP)
            .setCharCodingConfig(CharCodingConfig.DEFAULT)
            // else it asks the machine's name servers
            .setCanonicalHostName("localhost")
            // the filter answers everything
            .setRequestRouter((request, context) -> null)
            .addFilterFirst(
                "answer", (request, trigger, context, chain) -> handle(request, trigger))
            .create();
    try {
      starting.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Tried to listen on port " + port, e);
    }
    server = starting;
    port = starting.getLocalPort();
  }

  /** From now on connections are refused; those that there are break off. */
  synchronized void shut() {
    if (server != null) {
      server.close(CloseMode.IMMEDIATE);
      server = null;
    }
  }

  @Override
  public void close() {
    shut();
  }

  private void handle(ClassicHttpRequest request, ResponseTrigger trigger)
      throws IOException, HttpException {
    var body = new RequestBody(request, trigger);
    Answer answer = handler.answer(call(request, body));
    var response = new BasicClassicHttpResponse(answer.status());
    answer.headers().forEach(response::setHeader);
    if (!body.isOnItsWay()) {
      // the sender waits for our word; without it nothing comes, and the connection is done with
      request.setEntity(null);
      response.setHeader("Connection", "close");
    }
    if (answer.body() != Answer.Body.NONE) {
      response.setEntity(new AnswerEntity(answer));
    }
    trigger.submitResponse(response);
  }

  private static Call call(ClassicHttpRequest request, InputStream body) {
    var headers = new HashMap<String, String>();
    for (Header header : request.getHeaders()) {
      headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    String target = request.getPath();
    int sign = target.indexOf('?');
    String path = sign < 0 ? target : target.substring(0, sign);
    HttpEntity entity = request.getEntity();
    return new Call(
        request.getMethod(),
        URI.create(path).getPath(),
        Query.parse(sign < 0 ? null : target.substring(sign + 1)),
        headers,
        entity == null || entity.getContentLength() < 0
            ? OptionalLong.empty()
            : OptionalLong.of(entity.getContentLength()),
        body);
  }
}
