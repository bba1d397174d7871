package io.glancesync.http;

import io.glancesync.config.Tls;
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
 * Keeps a server from answering without end: each answer has a size, a time and a number of headers
 * that it must not exceed. The request says by a header of ours, which is not sent, what target it
 * goes to; that decides about time and certificates.
 */
public final class AnswerGuard implements ExecChainHandler {
  /** The header that names the target of a request. */
  public static final String TARGET = "GlanceSync-Target";

  private static final int FAILED = 300;

  private final AnswerLimit limit;
  private final DeadlineTimer deadlineTimer;
  private final Function<String, Tls> tls;

  /**
   * @param tls how the certificates of a target's servers are checked
   */
  public AnswerGuard(AnswerLimit limit, DeadlineTimer deadlineTimer, Function<String, Tls> tls) {
    this.limit = limit;
    this.deadlineTimer = deadlineTimer;
    this.tls = tls;
  }

  /** Has a client work under guard. */
  public void configure(HttpClientBuilder client) {
    client.setRequestExecutor(new FewInterimAnswers());
    // the first is the outermost: it sees bodies as they are once they are unpacked
    client.addExecInterceptorFirst("limits", this);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Header target = request.getFirstHeader(TARGET);
    request.removeHeaders(TARGET);
    String name = target == null ? "" : target.getValue();
    // a connection is only used again for requests with the same settings
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
   * Ends waiting for a connection, or resets it: closing it would wait for what may still come.
   * Once it was given back this does nothing.
   */
  private static void breakOff(ExecChain.Scope scope) {
    scope.execRuntime.discardEndpoint();
    if (scope.originalRequest instanceof Cancellable request) {
      request.cancel();
    }
  }

  /** How long sending takes depends on the content; the stall guard looks after it. */
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
    // whatever is still packed was not asked for, and nothing after this may unpack it
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
        "%s sent more than %d headers, or more than %d kB of them; check the address, and what stands before that server"
            .formatted(server, AnswerLimit.HEADERS, AnswerLimit.HEADER_BYTES >> 10));
  }
}
