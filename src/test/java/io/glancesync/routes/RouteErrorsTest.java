package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.errorOf;
import static io.glancesync.routes.ScriptedAnswers.failure;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.Attempt;
import io.glancesync.error.AttemptLog;
import io.glancesync.error.TransferException;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.RegionRequest;
import io.glancesync.transfer.Transfer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code routes/90-errors.camel.yaml}. */
class RouteErrorsTest extends RouteTest {
  private static final Transfer UPLOAD = uploadOf(anImage("ubuntu").build());

  /** How often a request with two retries is sent. */
  private static final int ALL_TRIES = 3;

  private AttemptLog attempts;
  private Permit permit;

  /** Sends a request, of a route with this configuration, to a server that gives these answers. */
  private Exchange request(String configuration, Processor answers) throws Exception {
    return request(configuration, false, answers);
  }

  /**
   * @param isPart whether the request asks for a part of the content, which a server may refuse
   */
  private Exchange request(String configuration, boolean isPart, Processor answers)
      throws Exception {
    called("server").whenAnyExchangeReceived(answers);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:request").routeConfigurationId(configuration).to("direct:attempt");
            from("direct:attempt")
                .removeHeaders("*", "CamelRedeliver*")
                .setHeader("X-Auth-Token")
                .method("tokenCache", "token(${variable.request.region})")
                .filter()
                .method(
                    "optionalParts",
                    "isRangeWanted(${variable.request.region}, %s)".formatted(isPart))
                .setHeader("Range", constant("bytes=5-"))
                .end()
                .to("mock:server");
          }
        });
    signedIn("first");
    attempts = (AttemptLog) attempts(UPLOAD);
    permit = bean("limiter", ConcurrencyLimiter.class).acquireForTransfer(BURGOS);
    return send(
        "request",
        "the body",
        Map.of("request", new RegionRequest(BURGOS), "attempts", attempts, "permit", permit));
  }

  private void signedIn(String token) {
    bean("tokenCache", TokenCache.class)
        .store(BURGOS, token, "{\"token\":{\"expires_at\":\"2099-01-01T00:00:00Z\"}}");
  }

  private int requests() {
    return called("server").getReceivedCounter();
  }

  private List<String> headers(String name) {
    return called("server").getReceivedExchanges().stream()
        .map(it -> it.getMessage().getHeader(name, "none", String.class))
        .toList();
  }

  private List<String> noted() {
    return attempts.failed().stream().map(Attempt::answer).toList();
  }

  private static HttpOperationFailedException ofContent(int status) {
    return errorOf(status, "http://server/v2/images/1/file", Map.of());
  }

  private static Processor asking(String seconds) {
    return failure(() -> errorOf(503, "http://server", Map.of("Retry-After", seconds)));
  }

  /** Errors that pass: the answers, and what is no answer at all. */
  static Stream<Named<Supplier<Exception>>> passing() {
    return Stream.concat(
        Stream.of(408, 429, 500, 502, 503, 504).map(RouteErrorsTest::answered),
        Stream.of(
            Named.of("409 to content", () -> ofContent(409)),
            Named.of("no connection", ConnectException::new),
            Named.of("no host", UnknownHostException::new),
            Named.of("no answer in time", SocketTimeoutException::new),
            Named.of("stalled", () -> new TransferException.Stalled("no byte moved", "", null))));
  }

  private static Named<Supplier<Exception>> answered(int status) {
    return Named.of("" + status, () -> errorOf(status, "http://server", Map.of()));
  }

  /** Errors that stay, however often the request is sent. */
  static Stream<Named<Supplier<Exception>>> lasting() {
    return Stream.concat(
        Stream.of(400, 403, 404, 409, 413).map(RouteErrorsTest::answered),
        Stream.of(
            Named.of("a fault of the program", IllegalStateException::new),
            Named.of(
                "the master has no content",
                () -> new TransferException.SourceUnusable("no content")),
            Named.of(
                "the download failed, which had tries of its own",
                () -> new TransferException.SourceFailed(new ConnectException(), List.of()))));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void an_error_that_passes_is_retried_and_each_attempt_is_noted(Supplier<Exception> passing)
      throws Exception {
    Exchange done = request("requests", failure(passing));

    assertThat(requests()).isEqualTo(ALL_TRIES);
    assertThat(noted()).hasSize(ALL_TRIES);
    assertThat(done.getException()).isInstanceOf(passing.get().getClass());
  }

  @Test
  void a_retry_that_goes_well_ends_the_request_well() throws Exception {
    Exchange done = request("requests", inTurn(error(503), body("the answer")));

    assertThat(requests()).isEqualTo(2);
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo("the answer");
    assertThat(noted()).containsExactly("503 said so");
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void an_error_that_stays_ends_the_request_at_once(Supplier<Exception> lasting) throws Exception {
    Exchange done = request("requests", failure(lasting));

    assertThat(requests()).isEqualTo(1);
    assertThat(done.getException()).isInstanceOf(lasting.get().getClass());
  }

  @Test
  void a_retry_waits_as_long_as_the_server_asks() throws Exception {
    long begin = System.nanoTime();

    request("requests", inTurn(asking("1"), NOTHING));

    assertThat(requests()).isEqualTo(2);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void a_server_that_asks_for_more_than_the_longest_delay_is_not_asked_again() throws Exception {
    Exchange done = request("requests", asking("301"));

    assertThat(requests()).isEqualTo(1);
    assertThat(done.getException()).isInstanceOf(HttpOperationFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "signing-in"})
  void the_permit_is_lent_to_others_during_the_delay(String configuration) throws Exception {
    var order = new CopyOnWriteArrayList<String>();
    var limiter = bean("limiter", ConcurrencyLimiter.class);
    Permit occupied = limiter.acquireForTransfer(BURGOS);
    var other =
        new Thread(
            () -> {
              try {
                Permit lent = limiter.acquireForTransfer(BURGOS);
                order.add("other transfer");
                limiter.release(lent);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Processor first =
        exchange -> {
          order.add("request");
          other.start();
          while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          throw errorOf(503, "http://server", Map.of());
        };

    request(configuration, inTurn(first, it -> order.add("retry")));

    assertThat(order).containsExactly("request", "other transfer", "retry");
    limiter.release(permit);
    limiter.release(occupied);
  }

  @Test
  void a_refused_token_is_renewed_before_the_retry() throws Exception {
    mock("ensure-signed-in", Map.of("sign-in", it -> signedIn("second")));
    called("sign-in").expectedMessageCount(1);
    called("sign-in").message(0).variable("request").isEqualTo(new RegionRequest(BURGOS));

    Exchange done = request("requests", inTurn(error(401), body("the answer")));

    called("sign-in").assertIsSatisfied();
    assertThat(headers("X-Auth-Token")).containsExactly("first", "second");
    assertThat(done.getMessage().getBody()).isEqualTo("the answer");
    assertThat(noted()).containsExactly("401 said so");
  }

  @Test
  void a_token_that_is_refused_again_ends_the_request() throws Exception {
    mock("ensure-signed-in", Map.of("sign-in", it -> signedIn("second")));
    called("sign-in").expectedMessageCount(1);

    Exchange done = request("requests", error(401));

    called("sign-in").assertIsSatisfied();
    assertThat(requests()).isEqualTo(2);
    assertThat(done.getException()).isInstanceOf(HttpOperationFailedException.class);
    assertThat(noted()).hasSize(2);
  }

  @Test
  void a_refused_optional_part_is_left_out_at_once() throws Exception {
    Exchange done = request("requests", true, inTurn(error(416), body("the answer")));

    assertThat(headers("Range")).containsExactly("bytes=5-", "none");
    assertThat(done.getMessage().getBody()).isEqualTo("the answer");
    assertThat(noted()).isEmpty();
  }

  @Test
  void a_local_file_that_is_unusable_leads_to_another_try() throws Exception {
    Processor unusable = failure(() -> new TransferException.LocalFileUnusable("the file differs"));

    Exchange done = request("requests", inTurn(unusable, body("the download")));

    assertThat(requests()).isEqualTo(2);
    assertThat(done.getMessage().getBody()).isEqualTo("the download");
    assertThat(noted()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("passing")
  void a_sign_in_is_retried_after_an_error_that_passes(Supplier<Exception> passing)
      throws Exception {
    Exchange done = request("signing-in", failure(passing));

    assertThat(requests()).isEqualTo(ALL_TRIES);
    assertThat(noted()).hasSize(ALL_TRIES);
    assertThat(done.getException()).isInstanceOf(passing.get().getClass());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 416})
  void a_refused_sign_in_is_noted_and_not_retried(int status) throws Exception {
    mock("ensure-signed-in", Map.of("sign-in", NOTHING));
    called("sign-in").expectedMessageCount(0);

    Exchange done = request("signing-in", error(status));

    called("sign-in").assertIsSatisfied();
    assertThat(requests()).isEqualTo(1);
    assertThat(done.getException()).isInstanceOf(HttpOperationFailedException.class);
    assertThat(noted()).containsExactly(status + " said so");
  }

  @Test
  void a_route_without_a_configuration_hands_an_error_to_its_caller() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:caller")
                .doTry()
                .to("direct:step")
                .doCatch(IOException.class)
                .setBody(simple("caught ${exception.message}"));
            from("direct:step").to("mock:server");
          }
        });
    called("server").whenAnyExchangeReceived(failure(() -> new ConnectException("refused")));

    Exchange done = send("caller", null, Map.of());

    assertThat(requests()).isEqualTo(1);
    assertThat(done.getMessage().getBody()).isEqualTo("caught refused");
  }
}
