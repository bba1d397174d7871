package io.glancesync.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.http.protocol.ResponseDate;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;

/** A port on loopback and what answers there. It can be shut and opened again. */
final class HttpEndpoint implements AutoCloseable {
  /** A larger buffer lets image content through at the speed of the machine. */
  private static final Http1Config HTTP =
      Http1Config.custom().setBufferSize(64 * 1024).setChunkSizeHint(64 * 1024).build();

  private static final TimeValue LAST_BREATH = TimeValue.ofSeconds(5);

  /** Glance goes on after an error; what the library does by default ends the connection. */
  private static final HttpProcessor PROCESSOR =
      HttpProcessorBuilder.create().addAll(ResponseDate.INSTANCE, ResponseContent.INSTANCE).build();

  /** What answers. */
  interface Handler {
    Answer answer(Call call) throws IOException;
  }

  private final Handler handler;
  private final SocketConfig sockets;

  /** The threads that are busy with a request. */
  private final Set<Thread> busy = ConcurrentHashMap.newKeySet();

  private int port;
  private boolean isClosed;

  /** Null while the port is shut. */
  private HttpServer server;

  private Listening.Factory listening;
  private OpenConnections openConnections;

  /** Holds the port while it is shut, or some client's outgoing connection might be given it. */
  private Socket placeholder;

  /** Counts how often the port was opened and shut. */
  private long changes;

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
            // else connections that are long closed keep it from opening again
            .setSoReuseAddress(true)
            .setBacklogSize(512)
            .build();
    open();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  synchronized void open() {
    if (server != null || isClosed) {
      return;
    }
    release();
    listening = new Listening.Factory();
    openConnections = new OpenConnections(HTTP);
    HttpServer starting =
        ServerBootstrap.bootstrap()
            .setListenerPort(port)
            .setLocalAddress(InetAddress.getLoopbackAddress())
            .setSocketConfig(sockets)
            .setServerSocketFactory(listening)
            .setConnectionFactory(openConnections)
            .setHttpProcessor(PROCESSOR)
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
    changes++;
  }

  /**
   * From now on connections are refused; those that there are break off. What was under way has
   * ended when this returns, unless it is a request itself that shuts the port.
   */
  void shut() {
    HttpServer stopping = stop();
    if (stopping != null && !busy.contains(Thread.currentThread())) {
      try {
        stopping.awaitTermination(LAST_BREATH);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What was stopped; null if nothing was open. */
  private synchronized HttpServer stop() {
    HttpServer stopping = server;
    if (stopping != null) {
      // in this order: who sees a reset is refused from then on, and an interrupt resets nothing
      listening.close();
      reserve();
      openConnections.breakAll();
      stopping.initiateShutdown();
      server = null;
      changes++;
    }
    return stopping;
  }

  /** Shuts the port, and opens it after a while unless somebody else opens or shuts it before. */
  void shutFor(Duration time) {
    long now;
    synchronized (this) {
      stop();
      now = changes;
    }
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> openIfStill(now));
  }

  private synchronized void openIfStill(long then) {
    if (changes == then) {
      open();
    }
  }

  /** Shuts the port for good. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    shut();
    release();
  }

  private void reserve() {
    placeholder = new Socket();
    try {
      placeholder.setReuseAddress(true);
      placeholder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException("Tried to hold port " + port, e);
    }
  }

  private synchronized void release() {
    if (placeholder != null) {
      Closer.closeQuietly(placeholder);
      placeholder = null;
    }
  }

  private void handle(ClassicHttpRequest request, ResponseTrigger trigger)
      throws IOException, HttpException {
    busy.add(Thread.currentThread());
    try {
      answer(request, trigger);
    } finally {
      busy.remove(Thread.currentThread());
    }
  }

  private void answer(ClassicHttpRequest request, ResponseTrigger trigger)
      throws IOException, HttpException {
    var body = new RequestBody(request, trigger);
    Answer answer = handler.answer(call(request, body));
    var response = new BasicClassicHttpResponse(answer.status());
    answer.headers().forEach(response::setHeader);
    if (!body.isOnItsWay()) {
      // nothing more comes, or only on our word: the connection is done with
      request.setEntity(null);
      response.setHeader("Connection", "close");
    }
    if (answer.hasBody()) {
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
        URI.create(path.replaceFirst("^/+", "/")).getPath(),
        Query.parse(sign < 0 ? null : target.substring(sign + 1)),
        headers,
        entity == null || entity.getContentLength() < 0
            ? OptionalLong.empty()
            : OptionalLong.of(entity.getContentLength()),
        body);
  }
}
