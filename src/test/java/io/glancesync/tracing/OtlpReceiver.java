package io.glancesync.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A collector of traces: takes OTLP over HTTP, and keeps what it gets. */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final Map<String, String> resource = new TreeMap<>();
  private volatile int status = 200;
  private volatile String authorization;

  /**
   * A span.
   *
   * @param parent empty for the root of a trace
   * @param error empty if nothing went wrong; else the reason in brackets
   * @param events what happened meanwhile, in its order
   */
  public record Received(
      String trace,
      String id,
      String parent,
      String name,
      boolean isOfClient,
      Map<String, String> attributes,
      String error,
      List<String> events,
      long begun,
      long ended) {
    public String get(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  public OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::take);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it answers so. */
  public void answer(int code) {
    status = code;
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    texts.add(exchange.getRequestHeaders().toString());
    texts.add(new String(body, ISO_8859_1));
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (exchange.getRequestURI().getPath().equals("/v1/traces") && status == 200) {
      ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::keep);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void keep(ResourceSpans sent) {
    synchronized (resource) {
      resource.putAll(attributes(sent.getResource().getAttributesList()));
    }
    sent.getScopeSpansList().stream()
        .flatMap(it -> it.getSpansList().stream())
        .map(OtlpReceiver::received)
        .forEach(spans::add);
  }

  private static Received received(Span it) {
    return new Received(
        hex(it.getTraceId()),
        hex(it.getSpanId()),
        hex(it.getParentSpanId()),
        it.getName(),
        it.getKind() == Span.SpanKind.SPAN_KIND_CLIENT,
        attributes(it.getAttributesList()),
        it.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
            ? "[" + it.getStatus().getMessage() + "]"
            : "",
        it.getEventsList().stream().map(Span.Event::getName).toList(),
        it.getStartTimeUnixNano(),
        it.getEndTimeUnixNano());
  }

  private static Map<String, String> attributes(List<KeyValue> sent) {
    var attributes = new TreeMap<String, String>();
    sent.forEach(it -> attributes.put(it.getKey(), text(it.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Long.toString(value.getIntValue());
      case ARRAY_VALUE ->
          String.join(
              ",", value.getArrayValue().getValuesList().stream().map(OtlpReceiver::text).toList());
      default -> value.getStringValue();
    };
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  public List<Received> spans() {
    return List.copyOf(spans);
  }

  /** The roots of all traces. */
  public List<Received> roots() {
    return spans.stream().filter(it -> it.parent().isEmpty()).toList();
  }

  /** The children of a span, in the order of their beginning. */
  public List<Received> below(Received parent) {
    return spans.stream()
        .filter(it -> it.parent().equals(parent.id()) && it.trace().equals(parent.trace()))
        .sorted((a, b) -> Long.compare(a.begun(), b.begun()))
        .toList();
  }

  /** The only child of this name. */
  public Received below(Received parent, String name) {
    List<Received> named = below(parent).stream().filter(it -> it.name().equals(name)).toList();
    assertThat(named).as("%s below %s", name, parent.name()).hasSize(1);
    return named.get(0);
  }

  public Map<String, String> resource() {
    synchronized (resource) {
      return Map.copyOf(resource);
    }
  }

  /** The header of the last request; null if it had none. */
  public String authorization() {
    return authorization;
  }

  /** All that arrived, headers and bodies. */
  public List<String> texts() {
    return List.copyOf(texts);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
