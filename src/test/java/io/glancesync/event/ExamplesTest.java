package io.glancesync.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.log.LogLines;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The routes in {@code docs/examples}: each one works as it says. */
@Timeout(120)
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("docs/examples");

  /** Files for other programs; MonitoringFilesTest reads them. */
  private static final Set<String> OTHERS =
      Set.of("glancesync.rules.yml", "grafana-dashboard.json");

  private static final RunRequest BURGOS = new RunRequest(List.of("Burgos"), false, 1);

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final Map<String, String> settings = new HashMap<>();
  private StartedEngine started;

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  /** Starts the program with an example, which may replace a delivered file. */
  private void start(String example, String replaced, UnaryOperator<String> adapted)
      throws IOException {
    String text = adapted.apply(Files.readString(EXAMPLES.resolve(example + ".camel.yaml")));
    settings.putIfAbsent("glancesync.retry.max-retries", "0");
    settings.put("glancesync.region.outage-timeout", "0s");
    settings.put("requests", home.resolve("requests").toString());
    settings.put("transfers", home.resolve("transfers").toString());
    settings.put("plans", home.resolve("plans").toString());
    settings.put("tickets", home.resolve("tickets").toString());
    boolean isAdded = replaced.isEmpty();
    started =
        new StartedEngine(
            home,
            cloud.configuration(),
            it -> !isAdded && it.contains(replaced) ? text : it,
            settings,
            isAdded ? new String[] {text} : new String[0]);
  }

  private static List<String> await(LogLines lines, int count) throws InterruptedException {
    for (int i = 0; i < 3000 && lines.lines().size() < count; i++) {
      Thread.sleep(10);
    }
    return lines.lines();
  }

  private Map<String, String> outcomes() {
    RunReport report = started.engine().run(BURGOS);
    var outcomes = new HashMap<String, String>();
    for (TransferResult transfer : report.transfers()) {
      outcomes.put(transfer.image(), transfer.outcome().text());
    }
    return outcomes;
  }

  @Test
  void skip_large_images() throws Exception {
    cloud.master("small", 1000);
    cloud.master("large", 6000);
    start("skip-large-images", "id: admit\n", it -> it.replace("5000000000", "5000"));

    assertThat(outcomes()).isEqualTo(Map.of("small", "done", "large", "skipped"));
  }

  @Test
  void hold_until_approved() throws Exception {
    cloud.master("prod_shop", 1000);
    cloud.master("test_shop", 1000);
    start("hold-until-approved", "id: admit\n", UnaryOperator.identity());

    assertThat(outcomes()).isEqualTo(Map.of("prod_shop", "put_off", "test_shop", "done"));
  }

  @Test
  void log_transfers() throws Exception {
    cloud.master("ubuntu", 1000);
    start("log-transfers", "", UnaryOperator.identity());
    try (var lines = new LogLines("transfers")) {
      outcomes();

      assertThat(await(lines, 1))
          .singleElement()
          .asString()
          .startsWith("done ubuntu in Burgos: 1000 bytes, 0.");
    }
  }

  @Test
  void ticket_per_dead_letter() throws Exception {
    cloud.master("ubuntu", 1000);
    start("ticket-per-dead-letter", "", UnaryOperator.identity());
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
    outcomes();

    Path folder = home.resolve("tickets");
    for (int i = 0; i < 500 && !Files.isDirectory(folder); i++) {
      Thread.sleep(10);
    }
    Thread.sleep(200);
    try (Stream<Path> tickets = Files.list(folder)) {
      assertThat(tickets.toList())
          .singleElement()
          .satisfies(
              it ->
                  assertThat(Files.readString(it))
                      .startsWith("ubuntu in Burgos: ")
                      .contains("413"));
    }
  }

  @Test
  void tell_outages() throws Exception {
    cloud.master("ubuntu", 1000);
    start("tell-outages", "", UnaryOperator.identity());
    try (var lines = new LogLines("outages")) {
      cloud.faults().on(Operation.LIST).in("Burgos").then(Fault.reset());
      outcomes();
      assertThat(await(lines, 1)).singleElement().asString().startsWith("Burgos is unreachable: ");
      cloud.faults().clear();
      outcomes();
      assertThat(await(lines, 2)).last().isEqualTo("Burgos answers again");
    }
  }

  @Test
  void large_images_at_night() throws Exception {
    cloud.master("small", 1000);
    cloud.master("large", 6000);
    start(
        "large-images-at-night",
        "id: admit\n",
        it -> it.replace("1000000000", "5000").replace(">= 6", ">= 0").replace("< 22", "< 24"));

    assertThat(outcomes()).isEqualTo(Map.of("small", "done", "large", "put_off"));
  }

  @Test
  void large_images_at_night_is_the_time_when_they_may_go() throws Exception {
    cloud.master("large", 6000);
    start(
        "large-images-at-night",
        "id: admit\n",
        it -> it.replace("1000000000", "5000").replace(">= 6", ">= 24"));

    assertThat(outcomes()).isEqualTo(Map.of("large", "done"));
  }

  private void begin(String... routes) throws Exception {
    for (String route : routes) {
      started.context().getRouteController().startRoute(route);
    }
  }

  private static Path await(Path file) throws InterruptedException {
    for (int i = 0; i < 2000 && !Files.exists(file); i++) {
      Thread.sleep(10);
    }
    assertThat(file).exists();
    return file;
  }

  @Test
  void run_from_folder() throws Exception {
    cloud.master("prod_shop", 1000);
    cloud.master("test_shop", 1000);
    start("run-from-folder", "", UnaryOperator.identity());
    begin("run-requested", "run-from-folder");
    try (var lines = new LogLines("glancesync.request")) {
      Path folder = Files.createDirectories(home.resolve("requests"));
      Files.writeString(folder.resolve("now"), "Burgos\nimages: prod_*\n");

      assertThat(await(lines, 1)).singleElement().asString().matches("requested run .* changed");
      await(folder.resolve(".done/now"));
      for (int i = 0; i < 500 && Files.exists(folder.resolve("now.camelLock")); i++) {
        Thread.sleep(10);
      }
      assertThat(folder.resolve("now.camelLock")).doesNotExist();
    }
    assertThat(outcomes()).isEqualTo(Map.of("test_shop", "done"));
  }

  @Test
  void csv_of_transfers() throws Exception {
    cloud.master("one", 1000);
    cloud.master("two", 1000);
    start("csv-of-transfers", "", UnaryOperator.identity());
    outcomes();

    Path file = await(home.resolve("transfers/transfers.csv"));
    for (int i = 0; i < 500 && Files.readAllLines(file).size() < 2; i++) {
      Thread.sleep(10);
    }
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .allMatch(it -> it.matches("done,Burgos,1000,[0-9.]+,(one|two)"));
  }

  @Test
  void plan_each_morning() throws Exception {
    cloud.master("ubuntu", 1000);
    start("plan-each-morning", "", it -> it.replace("0 0 6 ? * *", "* * * ? * *"));
    begin("run-requested", "plan-each-morning");

    Path plans = await(home.resolve("plans"));
    for (int i = 0; i < 1000 && files(plans).isEmpty(); i++) {
      Thread.sleep(10);
    }
    started.context().getRouteController().stopRoute("plan-each-morning");
    assertThat(Files.readString(files(plans).get(0)))
        .contains("\"dry_run\": true", "\"outcome\": \"planned\"");
    assertThat(outcomes()).isEqualTo(Map.of("ubuntu", "done"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".json")).toList();
    }
  }

  @Test
  void chat_when_something_fails() throws Exception {
    cloud.master("ubuntu", 1000);
    var posts = new CopyOnWriteArrayList<String>();
    HttpServer chat = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    chat.createContext(
        "/",
        exchange -> {
          posts.add(exchange.getRequestHeaders().keySet() + " " + text(exchange));
          exchange.sendResponseHeaders(posts.size() == 1 ? 503 : 204, -1);
          exchange.close();
        });
    chat.start();
    try {
      settings.put("chat.url", "http://127.0.0.1:%d/".formatted(chat.getAddress().getPort()));
      settings.put("glancesync.retry.max-retries", "1");
      settings.put("glancesync.retry.initial-delay", "1ms");
      start("chat-when-something-fails", "", UnaryOperator.identity());
      cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));
      outcomes();
      for (int i = 0; i < 1000 && posts.size() < 2; i++) {
        Thread.sleep(10);
      }
      assertThat(posts)
          .hasSize(2)
          .allMatch(
              it ->
                  it.contains(
                      "] {\"text\": \"GlanceSync: 1 failed\\nfailed Tried to copy ubuntu to Burgos, "))
          .noneMatch(it -> it.toLowerCase(Locale.ROOT).contains("glancesyncrun"));
    } finally {
      chat.stop(0);
    }
  }

  private static String text(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void every_example_is_tried() throws Exception {
    start("log-transfers", "", UnaryOperator.identity());
    List<String> tests =
        Stream.of(ExamplesTest.class.getDeclaredMethods())
            .map(it -> it.getName().replace('_', '-') + ".camel.yaml")
            .toList();
    try (Stream<Path> examples = Files.list(EXAMPLES)) {
      assertThat(examples.map(it -> it.getFileName().toString()).filter(it -> !OTHERS.contains(it)))
          .isSubsetOf(tests);
    }
  }
}
