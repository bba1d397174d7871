package io.glancesync.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableTicks;
import io.glancesync.api.Caller;
import io.glancesync.api.EventFeed;
import io.glancesync.api.EventFeed.EventText;
import io.glancesync.api.EventQuery;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers of events: which of them wait, which get a stream, and when that ends. */
@Timeout(60)
class EventGateTest {
  private static final Caller ALICE = new Caller("alice", "", "", Set.of(), Instant.MAX);

  private final SettableTicks ticks = new SettableTicks();
  private final RequestLog log = new RequestLog();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile long newest = 2;
  private volatile boolean isComplete = true;
  private volatile String padding = "";
  private volatile String known = "known";
  private final AtomicInteger texts = new AtomicInteger();
  private EventGate gate;
  private final LocalServer server = new LocalServer();

  /** Each event is its number. */
  private EventText text(long since) {
    texts.incrementAndGet();
    var events = new StringBuilder();
    for (long id = since + 1; id <= newest; id++) {
      events.append("id: ").append(id).append(padding).append("\n\n");
    }
    return new EventText(newest, isComplete, "head\n\n", events.toString());
  }

  @BeforeEach
  void start() {
    var feed =
        new EventFeed(
            () -> newest,
            this::text,
            token -> token.filter(it -> it.reveal().equals(known)).map(it -> ALICE));
    gate = new EventGate(server.vertx(), feed, ticks, log);
    server.serve(
        List.of(
            it -> {
              it.request().headers().set(RequestGate.ID, log.begun(RequestLog.id()));
              it.next();
            },
            gate,
            it -> it.response().end("route")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest request(String query, String... headers) {
    var all = new ArrayList<>(List.of(RequestGate.TOKEN, "known"));
    all.addAll(List.of(headers));
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + EventQuery.PATH + query))
        .headers(all.toArray(String[]::new))
        .build();
  }

  private CompletableFuture<String> answer(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body);
  }

  private Iterator<String> stream(String query, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of("Accept", "text/event-stream"));
    all.addAll(List.of(headers));
    HttpResponse<Stream<String>> answer =
        client.send(request(query, all.toArray(String[]::new)), BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return answer.body().filter(it -> !it.isEmpty()).iterator();
  }

  @Test
  void a_stream_begins_with_what_the_reader_lacks_and_goes_on() throws Exception {
    Iterator<String> lines = stream("?since=1");
    assertThat(lines.next()).isEqualTo("head");
    assertThat(lines.next()).isEqualTo("id: 2");
    newest = 4;
    assertThat(lines.next()).isEqualTo("id: 3");
    assertThat(lines.next()).isEqualTo("id: 4");
    ticks.goOn(Duration.ofSeconds(15));
    assertThat(lines.next()).isEqualTo(": nothing new");
    newest = 5;
    assertThat(lines.next()).isEqualTo("id: 5");
  }

  @Test
  void a_reader_that_connects_again_goes_on_where_it_was() throws Exception {
    Iterator<String> lines = stream("?since=0", "Last-Event-ID", "1");
    assertThat(lines.next()).isEqualTo("head");
    assertThat(lines.next()).isEqualTo("id: 2");
  }

  @Test
  void a_reader_is_told_when_some_events_are_forgotten() throws Exception {
    Iterator<String> lines = stream("?since=2");
    assertThat(lines.next()).isEqualTo("head");
    isComplete = false;
    newest = 3;
    assertThat(lines.next()).isEqualTo("head");
    assertThat(lines.next()).isEqualTo("id: 3");
  }

  @Test
  void a_stream_ends_when_the_token_has_to_be_asked_about_again() throws Exception {
    Iterator<String> lines = stream("?since=2");
    assertThat(lines.next()).isEqualTo("head");
    known = "another";
    assertThat(lines.hasNext()).isFalse();
  }

  @Test
  void all_streams_and_all_who_wait_end_with_the_service() throws Exception {
    Iterator<String> lines = stream("?since=2");
    assertThat(lines.next()).isEqualTo("head");
    CompletableFuture<String> waiting = answer(request("?since=2&wait=55"));
    assertThat(waiting)
        .failsWithin(Duration.ofMillis(300))
        .withThrowableOfType(TimeoutException.class);
    gate.end();
    assertThat(lines.hasNext()).isFalse();
    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("route");
  }

  @Test
  void who_waits_is_passed_on_when_something_happens_or_the_time_is_up() {
    CompletableFuture<String> waiting = answer(request("?since=2&wait=55"));
    assertThat(waiting)
        .failsWithin(Duration.ofMillis(300))
        .withThrowableOfType(TimeoutException.class);
    newest = 3;
    assertThat(waiting)
        .as("more may happen")
        .failsWithin(Duration.ofMillis(300))
        .withThrowableOfType(TimeoutException.class);
    ticks.goOn(Duration.ofSeconds(1));
    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("route");

    CompletableFuture<String> again = answer(request("?since=3&wait=55"));
    assertThat(again)
        .failsWithin(Duration.ofMillis(300))
        .withThrowableOfType(TimeoutException.class);
    ticks.goOn(Duration.ofSeconds(55));
    assertThat(again).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("route");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?since=x", "?since=2&wait=56", "?sinse=2", "?since=1"})
  void what_is_wrong_or_there_already_is_for_the_route(String query) {
    assertThat(answer(request(query))).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("route");
  }

  @Test
  void a_stream_is_only_for_who_is_known_and_names_a_good_id() {
    for (String id : List.of("x", "-1", "1e3", "12345678901234567890")) {
      assertThat(answer(request("", "Accept", "text/event-stream", "Last-Event-ID", id)))
          .succeedsWithin(Duration.ofSeconds(10))
          .isEqualTo("route");
    }
    assertThat(answer(request("", "Accept", "text/event-stream; q=0, a/b")))
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo("route");
    known = "another";
    assertThat(answer(request("", "Accept", "a/b, Text/Event-Stream;q=1")))
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo("route");
  }

  /** It would fill the memory. */
  @Test
  void a_reader_that_takes_nothing_gets_nothing_more() throws Exception {
    padding = "x".repeat(100_000);
    newest = 300;
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /v2/events HTTP/1.1\r\nHost: a\r\nX-Auth-Token: known\r\nAccept: text/event-stream\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('H');
      for (int i = 0; i < 10; i++) {
        newest++;
        TimeUnit.MILLISECONDS.sleep(150);
      }
      assertThat(texts).hasValueLessThanOrEqualTo(2);

      // as soon as it reads, it gets all of it
      var said = new StringBuilder();
      byte[] some = new byte[1 << 20];
      while (said.indexOf("id: 310") < 0) {
        said.append(new String(some, 0, in.read(some), StandardCharsets.US_ASCII));
      }
      assertThat(texts).hasValueLessThanOrEqualTo(4);
    }
  }
}
