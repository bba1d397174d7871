package io.glancesync.http;

import io.glancesync.openstack.UnexpectedAnswerException;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Limits the interim answers: a server that sends {@code 100 Continue} again and again never
 * answers.
 */
final class FewInterimAnswers extends HttpRequestExecutor {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback callback,
      HttpContext context)
      throws IOException, HttpException {
    // only a listener sees what has to be counted, and it needs a counter per request
    return new HttpRequestExecutor(Http1Config.DEFAULT, null, new Count(request))
        .execute(request, connection, callback, context);
  }

  static UnexpectedAnswerException tooMany(HttpRequest asked, HttpResponse last) {
    return new UnexpectedAnswerException(
        "%s://%s announced its answer more than %d times (status %d) and gave none"
            .formatted(
                asked.getScheme(),
                asked.getAuthority(),
                AnswerLimit.INTERIM_ANSWERS,
                last.getCode()),
        "check what is in front of that server");
  }

  /** Counts the interim answers of one request. */
  private static final class Count implements Http1StreamListener {
    private final HttpRequest asked;
    private int answers;

    Count(HttpRequest asked) {
      this.asked = asked;
    }

    @Override
    public void onRequestHead(HttpConnection connection, HttpRequest request) {}

    @Override
    public void onResponseHead(HttpConnection connection, HttpResponse response) {
      if (response.getCode() < 200 && ++answers > AnswerLimit.INTERIM_ANSWERS) {
        throw tooMany(asked, response);
      }
    }

    @Override
    public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {}
  }
}
