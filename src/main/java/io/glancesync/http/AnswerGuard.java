package io.glancesync.http;

import io.glancesync.config.credential.Tls;
import io.glancesync.http.DeadlineTimer.Deadline;
import io.glancesync.openstack.UnexpectedAnswerException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Limits each answer of a server in size, time and number of headers, so that no server can answer
 * without end. A header of the request names its target, which decides about time and certificates.
 * This header is not sent.
 */
public final class AnswerGuard implements ExecChainHandler {
  /** The header that names the target of a request. */
  public static final String TARGET = "GlanceSync-Target";

  private static final int FAILED = 300;

  private final AnswerLimit limit;
  private final DeadlineTimer deadlineTimer;
  private final Function<String, Tls> tls;

  /**
   * @param tls the certificate settings of a target
   */
  public AnswerGuard(AnswerLimit limit, DeadlineTimer deadlineTimer, Function<String, Tls> tls) {
    this.limit = limit;
    this.deadlineTimer = deadlineTimer;
    this.tls = tls;
  }

  /** Configures a client to use this guard. */
  public void configure(HttpClientBuilder client) {
    client.setRequestExecutor(new FewInterimAnswers());
    // the first interceptor is the outermost: it sees bodies after they are decompressed
    client.addExecInterceptorFirst("limits", this);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Header target = request.getFirstHeader(TARGET);
    request.removeHeaders(TARGET);
    String name = target == null ? "" : target.getValue();
    // the pool reuses a connection only for requests with the same settings
    scope.clientContext.setUserToken(tls.apply(name));
    String server = scope.route.getTargetHost().toURI();
    Duration time = limit.time().apply(name);
    Runnable breakOff = () -> breakOff(scope);
    Deadline deadline = deadlineTimer.in(time, breakOff);
    try {
      suspendWhileSending(request, deadline);
      return guarded(
          chain.proceed(request, scope), new AnswerWatch(limit, server, time, deadline, breakOff));
    } catch (IOException | HttpException | RuntimeException e) {
      deadline.met();
      if (deadline.isOver()) {
        throw AnswerWatch.tooSlow(limit, server, time, e);
      }
      if (e instanceof MessageConstraintException) {
        throw tooManyHeaders(server);
      }
      throw e;
    }
  }

  /**
   * Ends the wait for a connection, or resets the connection. Closing it would wait for data that
   * may still come. After the connection was returned to the pool this does nothing.
   */
  private static void breakOff(ExecChain.Scope scope) {
    scope.execRuntime.discardEndpoint();
    if (scope.originalRequest instanceof Cancellable request) {
      request.cancel();
    }
  }

  /**
   * Suspends the deadline while the body is sent. The time for that depends on the content, and
   * {@code WriteTimeout} watches it.
   */
  private static void suspendWhileSending(ClassicHttpRequest request, Deadline deadline) {
    HttpEntity body = request.getEntity();
    if (body != null) {
      request.setEntity(
          new HttpEntityWrapper(body) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
              deadline.suspend();
              try {
                super.writeTo(out);
              } finally {
                deadline.resume();
              }
            }
          });
    }
  }

  private ClassicHttpResponse guarded(ClassicHttpResponse answer, AnswerWatch answerWatch) {
    int length = 0;
    for (Header header : answer.getHeaders()) {
      length += header.getName().length() + String.valueOf(header.getValue()).length();
    }
    if (length > AnswerLimit.HEADER_BYTES) {
      answerWatch.breakOff().run();
      throw tooManyHeaders(answerWatch.server());
    }
    // a body that is still compressed was not requested, and nothing after this may decompress it
    answer.removeHeaders(HttpHeaders.CONTENT_ENCODING);
    HttpEntity body = answer.getEntity();
    if (body == null || limit.isContent() && answer.getCode() < FAILED) {
      answerWatch.deadline().met();
    }
    if (body != null) {
      answer.setEntity(new GuardedBody(body, answerWatch, answer.getCode() >= FAILED));
    }
    return answer;
  }

  private static UnexpectedAnswerException tooManyHeaders(String server) {
    return new UnexpectedAnswerException(
        "%s sent more than %d headers, or more than %d kB of them"
            .formatted(server, AnswerLimit.HEADERS, AnswerLimit.HEADER_BYTES >> 10),
        "check the address, and what is in front of that server");
  }
}
