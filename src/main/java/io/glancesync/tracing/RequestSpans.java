package io.glancesync.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Makes a span of each request to Keystone or Glance that belongs to a traced run, from its first
 * byte to the last of its answer. It has no header but the request id, no query and no content.
 * Nothing is added to the request: a Glance knows OpenStack's request ids, and no trace.
 */
public final class RequestSpans implements ExecChainHandler {
  private static final int FAILED = 400;
  private static final String ANSWER_ID = "x-openstack-request-id";

  /** What differs between requests of one kind: an id, or the project that is a member. */
  private static final Pattern ID =
      Pattern.compile("(?<=/members/)[^/]+|(?<=/)[0-9a-fA-F-]{32,36}(?=/|$)");

  private final Supplier<Optional<Tracer>> tracer;

  RequestSpans(Supplier<Optional<Tracer>> tracer) {
    this.tracer = tracer;
  }

  /**
   * Configures a client to be observed. To be called last, so that no part of a request is missed.
   */
  public void configure(HttpClientBuilder client) {
    client.addExecInterceptorFirst("spans", this);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    String region = Context.current().get(SpanKeys.ASKED);
    Optional<Tracer> present = region == null ? Optional.empty() : tracer.get();
    if (present.isEmpty()) {
      return chain.proceed(request, scope);
    }
    Span span = begun(present.get(), region, request, scope.route.getTargetHost());
    try {
      return answered(chain.proceed(request, scope), span);
    } catch (IOException | HttpException | RuntimeException e) {
      failed(span, e.getClass().getName());
      span.end();
      throw e;
    }
  }

  private static Span begun(
      Tracer tracer, String region, ClassicHttpRequest request, HttpHost server) {
    String path = SpanText.of(request.getPath().replaceFirst("[?#].*", ""));
    String template = ID.matcher(path).replaceAll("{id}");
    return tracer
        .spanBuilder(request.getMethod() + " " + template)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute(SpanKeys.REGION, region)
        .setAttribute(SpanKeys.METHOD, request.getMethod())
        .setAttribute(SpanKeys.SERVER, server.getHostName())
        .setAttribute(SpanKeys.PORT, (long) server.getPort())
        .setAttribute(SpanKeys.ADDRESS, server.toURI() + path)
        .setAttribute(SpanKeys.TEMPLATE, template)
        .startSpan();
  }

  private static ClassicHttpResponse answered(ClassicHttpResponse answer, Span span) {
    span.setAttribute(SpanKeys.STATUS, (long) answer.getCode());
    Header id = answer.getFirstHeader(ANSWER_ID);
    if (id != null && id.getValue() != null) {
      span.setAttribute(SpanKeys.ANSWER_ID, List.of(SpanText.of(id.getValue())));
    }
    if (answer.getCode() >= FAILED) {
      failed(span, Integer.toString(answer.getCode()));
    }
    HttpEntity body = answer.getEntity();
    if (body == null) {
      span.end();
    } else {
      answer.setEntity(new TracedBody(body, span));
    }
    return answer;
  }

  private static void failed(Span span, String why) {
    span.setAttribute(SpanKeys.ERROR, why);
    span.setStatus(StatusCode.ERROR);
  }

  /**
   * The body of an answer. The request ends when it is closed; the library ignores a second end.
   */
  private static final class TracedBody extends HttpEntityWrapper {
    private final Span span;
    private InputStream content;

    TracedBody(HttpEntity body, Span span) {
      super(body);
      this.span = span;
    }

    @Override
    public synchronized InputStream getContent() throws IOException {
      if (content == null) {
        content =
            new FilterInputStream(super.getContent()) {
              @Override
              public void close() throws IOException {
                try {
                  super.close();
                } finally {
                  span.end();
                }
              }
            };
      }
      return content;
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        span.end();
      }
    }
  }
}
