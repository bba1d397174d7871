package io.glancesync.reload;

import static io.glancesync.reload.Edited.answering;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.route.BeforeRunHook;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Good, broken and half-written edits in quick succession while transfers are under way: none of
 * these is lost, repeated or interrupted, and the last good state runs.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class HotReloadIT {
  private static final long SEED = 1;
  private static final int EDITS = 50;
  private static final int RUNS = 4;
  private static final int IMAGES = 5;
  private static final int BYTES = 400_000;
  private static final String SETTINGS = "../conf/application.properties";
  private static final String PROBE = "99-probe.camel.yaml";
  private static final String CLOCK = "98-clock.camel.yaml";

  @TempDir Path home;
  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private final EmbeddedKeystone keystone = cloud.keystone("keystone");
  private final Said said = new Said();
  private EmbeddedGlance valladolid;
  private EmbeddedGlance burgos;
  private Edited edited;
  private ScheduledExecutorService service;

  @BeforeEach
  void start() {
    keystone.add(Account.admin("ann", "the-password", "images"));
    valladolid = cloud.glance("Valladolid", keystone);
    burgos = cloud.glance("Burgos", keystone);
    cloud.faults().on(Operation.UPLOAD).then(Fault.receivingAt(BYTES / 3));
    edited = new Edited(home, configuration());
    edited
        .context
        .getRegistry()
        .findSingleByType(BeforeRunHook.class)
        .set(
            () -> {
              try {
                edited.reload.pollBeforeRun();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    edited.context.getRegistry().bind("said", said);
    service = Executors.newSingleThreadScheduledExecutor();
    service.scheduleWithFixedDelay(edited.reload::poll, 0, 30, TimeUnit.MILLISECONDS);
  }

  private Configuration configuration() {
    Map<String, String> environment =
        Map.of(
            "OS_REGION_NAME", "Valladolid",
            "OS_AUTH_URL", keystone.url(),
            "OS_USERNAME", "ann",
            "OS_PASSWORD", "the-password",
            "OS_PROJECT_NAME", "images");
    var surroundings = new Environment(environment, home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.empty(), List.of()).configuration();
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.shutdown();
    service.awaitTermination(1, TimeUnit.MINUTES);
    edited.close();
    cloud.close();
  }

  @Test
  void nothing_is_lost_repeated_or_interrupted() throws Exception {
    var editor = new Editor(new Random(SEED));
    CompletableFuture<List<RunReport>> runs = CompletableFuture.supplyAsync(this::runs);
    for (int i = 0; i < EDITS; i++) {
      editor.edit();
    }
    List<RunReport> reports = runs.get();
    editor.mendAll();

    assertThat(reports)
        .flatExtracting(RunReport::transfers)
        .hasSize(RUNS * IMAGES)
        .allSatisfy(
            it -> {
              assertThat(it.outcome()).isEqualTo(TransferOutcome.DONE);
              assertThat(it.attempts()).isEqualTo(1);
            });
    assertThat(burgos.images())
        .hasSize(RUNS * IMAGES)
        .allSatisfy(it -> assertThat(it.path("os_hidden").asBoolean()).isFalse());
    assertThat(requests(Operation.UPLOAD).values()).hasSize(RUNS * IMAGES).containsOnly(1L);
    assertThat(cloud.traffic().requests())
        .filteredOn(it -> it.operation() == Operation.CREATE)
        .hasSize(RUNS * IMAGES);
    assertThat(editor.isMixed()).isTrue();
  }

  private Map<String, Long> requests(Operation operation) {
    return cloud.traffic().requests().stream()
        .filter(it -> it.operation() == operation)
        .collect(groupingBy(Traffic.Request::request, counting()));
  }

  private List<RunReport> runs() {
    var reports = new ArrayList<RunReport>();
    for (int run = 0; run < RUNS; run++) {
      for (int i = 0; i < IMAGES; i++) {
        valladolid.add(
            Map.of("name", "image-%d-%d".formatted(run, i), "visibility", "public"),
            Content.synthetic(run * 10 + i, BYTES));
      }
      reports.add(edited.engine.engine().run(new RunRequest(List.of(), false, 1)));
    }
    return reports;
  }

  /** Somebody in a hurry. */
  private final class Editor {
    private final Random random;
    private int version;
    private int good;
    private int broken;
    private String lastGood = "0";

    Editor(Random random) {
      this.random = random;
      edited.write(PROBE, answering("version", "'0'"));
      edited.write(CLOCK, clock("0"));
      await(() -> lastGood.equals(probed()));
    }

    void edit() {
      version++;
      switch (random.nextInt(7)) {
        case 0 -> good(PROBE, answering("version", "'" + version + "'"));
        case 1 -> {
          good(CLOCK, clock("" + version));
          lastGood = "" + version;
          await(() -> lastGood.equals(probed()));
        }
        case 2 -> halfWritten(PROBE, answering("version", "'" + version + "'"));
        case 3 -> good(delivered(), null);
        case 4 -> breakAndMend(delivered());
        case 5 -> breakAndMend(CLOCK);
        default -> settings();
      }
      pause(random.nextInt(100));
    }

    boolean isMixed() {
      return good > EDITS / 4 && broken > EDITS / 8;
    }

    void mendAll() {
      edited.write(PROBE, answering("version", "at-last"));
      await(() -> edited.ask("version").equals("at-last"));
      await(() -> edited.reload.problems().isEmpty());
    }

    private void good(String file, String text) {
      good++;
      edited.write(
          file,
          text != null
              ? text
              : edited
                  .read(file)
                  .replaceFirst(
                      "description: (>-\n *|\"?)", "description: $1%d. ".formatted(version)));
    }

    private void halfWritten(String file, String text) {
      good++;
      edited.write(file, text.substring(0, random.nextInt(text.length())));
      pause(random.nextInt(60));
      edited.write(file, text);
    }

    private void breakAndMend(String file) {
      broken++;
      String text = edited.read(file);
      String bad =
          switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> text.substring(0, text.length() / 2) + "\n{";
            case 2 -> text.replaceFirst("uri: (direct|timer)", "uri: nowhere");
            case 3 ->
                text
                    + "- route: {id: glance-show, from: {uri: 'direct:x', steps: [{to: 'direct:glance-show'}]}}\n";
            default ->
                text
                    + "- route: {id: xx, from: {uri: 'direct:xx', steps: [{bean: {ref: nobody}}]}}\n";
          };
      edited.write(file, bad);
      await(() -> edited.reload.problems().stream().anyMatch(it -> it.file().equals(file)));
      assertThat(probed()).isEqualTo(lastGood);
      edited.write(file, text);
    }

    private void settings() {
      String text = edited.read(SETTINGS);
      if (random.nextBoolean()) {
        good++;
        edited.write(
            SETTINGS,
            text.replaceFirst("store-timeout = .*", "store-timeout = " + (600 + version) + "s"));
      } else {
        broken++;
        edited.write(SETTINGS, text.replaceFirst("store-timeout = .*", "store-timeout = never"));
        await(
            () ->
                edited.reload.problems().stream()
                    .anyMatch(it -> it.file().equals(SettingsText.FILE)));
        edited.write(SETTINGS, text);
      }
    }

    private String delivered() {
      List<String> files =
          List.of(
              "08-run.camel.yaml",
              "10-sync.camel.yaml",
              "20-region.camel.yaml",
              "25-permit.camel.yaml",
              "30-transfer.camel.yaml",
              "40-copy.camel.yaml",
              "46-fetch.camel.yaml",
              "44-send.camel.yaml",
              "75-image.camel.yaml",
              "90-errors.camel.yaml");
      return files.get(random.nextInt(files.size()));
    }
  }

  /** What the clock's route, which no run needs, says from now on. */
  private String probed() {
    said.word = null;
    await(() -> said.word != null);
    return said.word;
  }

  /** What the clock's route says it to. */
  public static final class Said {
    private volatile String word;

    public void say(String it) {
      word = it;
    }
  }

  private static String clock(String version) {
    return """
        - route:
            id: clock
            description: Says its version again and again
            from:
              uri: timer:clock?period=5&delay=0
              steps:
                - bean: {ref: said, method: "say('%s')"}
        """
        .formatted(version);
  }

  /** An edit waits for the runs that use what it changes, and those behind it wait with it. */
  private static void await(BooleanSupplier isSo) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come about");
      }
      pause(10);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
