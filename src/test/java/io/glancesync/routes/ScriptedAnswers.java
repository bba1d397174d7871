package io.glancesync.routes;

import io.glancesync.openstack.GlanceRequest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/** What the mocks of a route answer. */
public final class ScriptedAnswers {
  /** The requests of a route to a server, as {@link RouteTest#mock} takes them. */
  public static final String HTTP = "http:*";

  /** The mock does nothing. */
  public static final Processor NOTHING = exchange -> {};

  /** As the route of that name: keeps the request, and the body is what is sent. */
  public static final Processor SESSION =
      exchange -> {
        var request = exchange.getMessage().getBody(GlanceRequest.class);
        exchange.setVariable("request", request);
        exchange.getMessage().setBody(request.content());
      };

  private ScriptedAnswers() {}

  /** The mock answers with this body. */
  public static Processor body(Object body) {
    return exchange -> exchange.getMessage().setBody(body);
  }

  /** A server answers with this status, which is not an error. */
  public static Processor answer(int status, Object body) {
    return exchange -> {
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
      exchange.getMessage().setBody(body);
    };
  }

  /** A server answers with this error, anew at each call. */
  public static Processor error(int status) {
    return failure(() -> errorOf(status, "http://server/v2/images", Map.of()));
  }

  static HttpOperationFailedException errorOf(
      int status, String address, Map<String, String> headers) {
    return new HttpOperationFailedException(address, status, "said so", null, headers, "");
  }

  /** The status of such an error. */
  public static int status(Object error) {
    return ((HttpOperationFailedException) error).getStatusCode();
  }

  /** The mock fails with a new exception at each call. */
  public static Processor failure(Supplier<? extends Exception> failure) {
    return exchange -> {
      throw failure.get();
    };
  }

  /** The mock answers each call with the next of these. A further call fails. */
  public static Processor inTurn(Processor... answers) {
    Queue<Processor> left = new ArrayDeque<>(List.of(answers));
    return exchange -> left.remove().process(exchange);
  }
}
