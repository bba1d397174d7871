package io.glancesync.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.routes.rules.DocumentedRoutes;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted to people's servers, by our own route and by one of theirs. */
@Timeout(300)
class WebhookTest {
  private static final String SECRET = "T0ken-4711";

  /** What any HTTP client sends with a text. */
  private static final List<String> STANDARD =
      List.of(
          "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent");

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private HttpServer people;
  private StartedEngine started;

  @BeforeEach
  void somebody_listens() throws IOException {
    cloud.master("ubuntu", 1000);
    people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    people.createContext(
        "/",
        exchange -> {
          var names = new TreeMap<String, List<String>>();
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> names.put(name.toLowerCase(Locale.ROOT), values));
          headers.add(names);
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    people.start();
  }

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
    people.stop(0);
    cloud.close();
  }

  private String server() {
    return "http://127.0.0.1:" + people.getAddress().getPort();
  }

  private void started(String webhook, String... routes) {
    started =
        new StartedEngine(
            home,
            cloud.configuration(),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.max-retries",
                "0",
                "glancesync.region.outage-timeout",
                "0s",
                "glancesync.notify",
                "" + !webhook.isEmpty(),
                "glancesync.notify.webhook",
                webhook),
            routes);
  }

  private void a_run_fails() {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(413));
    started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
  }

  private void untilTold() throws InterruptedException {
    for (int i = 0; i < 400 && requests.isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void what_fails_is_posted_to_the_address_as_it_stands_with_standard_headers_alone()
      throws Exception {
    started(server() + "/hooks/" + SECRET + "?sig=a%2Fb&x=%7B%7Benv:PATH%7D%7D");
    a_run_fails();
    untilTold();

    assertThat(requests)
        .containsExactly("POST /hooks/" + SECRET + "?sig=a%2Fb&x=%7B%7Benv:PATH%7D%7D");
    assertThat(STANDARD).containsAll(headers.get(0).keySet());
    assertThat(headers.get(0).get("content-type")).containsExactly("application/json");
    assertThat(bodies.get(0)).contains("\"text\": \"GlanceSync: 1 failed\\n");
  }

  @Test
  void an_address_with_https_is_reached_by_tls() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var firstByte =
          CompletableFuture.supplyAsync(
              () -> {
                try (var socket = server.accept()) {
                  return socket.getInputStream().read();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      started("https://127.0.0.1:" + server.getLocalPort() + "/hooks/" + SECRET);
      a_run_fails();

      // a handshake begins with it
      assertThat(firstByte.get(20, TimeUnit.SECONDS)).isEqualTo(0x16);
    }
  }

  @Test
  void a_host_with_an_underscore_is_an_error_that_says_so() {
    assertThatThrownBy(() -> started("https://web_hooks.example.org/" + SECRET))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "glancesync.notify.webhook", "In the name of its host", "underscore")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.org/{{nobody-knows-me}}/" + SECRET,
        "https://hooks.example.org/{{/" + SECRET,
        "https://hooks.example.org/{" + SECRET + "}",
        "https://hooks.example.org/{{env:}}" + SECRET,
        "https://hooks.example.org/{{bean:nobody.nothing}}" + SECRET,
        "https://hooks.example.org/a b" + SECRET,
        "https://hooks.example.org:65536/" + SECRET,
        "file:/tmp/" + SECRET,
        SECRET
      })
  void an_address_that_cannot_be_used_is_refused_without_being_shown(String address) {
    assertThatThrownBy(() -> started(address))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("glancesync.notify.webhook")
        .satisfies(
            it -> {
              for (Throwable each = it; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain(SECRET);
              }
            });
  }

  @Test
  void a_route_of_somebody_elses_sends_no_header_of_ours() throws Exception {
    started(
        "",
        """
        - route:
            id: own
            description: Tells others
            from:
              uri: seda:run-ended
              parameters: {multipleConsumers: true}
              steps:
                - to: %s/own
        """
            .formatted(server()));
    a_run_fails();
    untilTold();

    assertThat(requests).containsExactly("POST /own");
    requireNoHeaderOfOurs();
  }

  /** The mail of docs/unattended.md, sent to where its headers can be seen. */
  @Test
  void the_example_that_sends_a_mail_sends_its_own_header_alone() throws Exception {
    String mail =
        DocumentedRoutes.all().values().stream()
            .filter(it -> it.contains("smtp://"))
            .findFirst()
            .orElseThrow();
    String example = mail.replaceFirst("smtp://.*\n *parameters: .*", server() + "/mail");
    assertThat(example).startsWith("- route:").contains("/mail").doesNotContain("smtp");

    started("", example + "\n");
    a_run_fails();
    untilTold();

    assertThat(headers.get(0).get("subject")).containsExactly("GlanceSync: 1 failed");
    headers.get(0).remove("subject");
    requireNoHeaderOfOurs();
  }

  /** Only those that docs/routes.md lists for the event. */
  private void requireNoHeaderOfOurs() {
    assertThat(headers.get(0).keySet())
        .filteredOn(it -> !STANDARD.contains(it))
        .isSubsetOf("glancesyncrun", "glancesyncoutcome", "glancesyncsubject");
  }
}
