package io.glancesync.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.log.LogLines;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code docs/examples}: each one works as it says. */
@Timeout(120)
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("docs/examples");
  private static final RunRequest BURGOS = new RunRequest(List.of("Burgos"), false, 1);

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
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
    var settings = new HashMap<String, String>();
    settings.put("glancesync.retry.max-retries", "0");
    settings.put("glancesync.region.outage-timeout", "0s");
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
    for (int i = 0; i < 500 && lines.lines().size() < count; i++) {
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
  void every_example_is_tried() throws Exception {
    start("log-transfers", "", UnaryOperator.identity());
    List<String> tests =
        Stream.of(ExamplesTest.class.getDeclaredMethods())
            .map(it -> it.getName().replace('_', '-') + ".camel.yaml")
            .toList();
    try (Stream<Path> examples = Files.list(EXAMPLES)) {
      assertThat(examples.map(it -> it.getFileName().toString())).isSubsetOf(tests);
    }
  }
}
