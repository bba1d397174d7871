package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.limit.BandwidthLimiter;
import io.glancesync.region.RegionName;
import io.glancesync.run.RunLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Route;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code conf/application.properties} is edited while the service runs. */
@Timeout(300)
class ApplicationSettingsTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final String OF_BURGOS = "glancesync.bandwidth.region.Burgos";
  private static final String FILE = "../conf/application.properties";

  @TempDir Path home;
  private Edited edited;

  @BeforeEach
  void start() {
    edited = new Edited(home);
  }

  @AfterEach
  void stop() {
    edited.close();
  }

  @Test
  void a_value_that_a_bean_reads_counts() {
    assertThat(edited.edit(FILE, "max-replacements = 100", "max-replacements = 7")).isEmpty();

    assertThat(value("glancesync.guard.max-replacements")).isEqualTo("7");
  }

  @Test
  void a_value_reaches_the_routes_that_it_concerns_and_no_other() {
    Route find = edited.context.getRoute("glance-show");
    Route transfer = edited.context.getRoute("run-transfer");

    assertThat(edited.edit(FILE, "retries = 3", "retries = 5")).isEmpty();

    RedeliveryPolicy policy =
        edited.context.getRegistry().lookupByNameAndType("retryTransient", RedeliveryPolicy.class);
    assertThat(policy.getMaximumRedeliveries()).isEqualTo(5);
    assertThat(edited.context.getRoute("glance-show")).isNotSameAs(find);
    assertThat(edited.context.getRoute("run-transfer")).isSameAs(transfer);
  }

  @Test
  void a_value_within_another_value_reaches_them_too() {
    edited.edit(FILE, "retries = 3", "retries = {{glancesync.patience}}\nglancesync.patience = 4");
    edited.edit(FILE, "patience = 4", "patience = 6");

    RedeliveryPolicy policy =
        edited.context.getRegistry().lookupByNameAndType("retryTransient", RedeliveryPolicy.class);
    assertThat(policy.getMaximumRedeliveries()).isEqualTo(6);
  }

  @Test
  void a_value_that_nobody_reads_may_be_in_vain() {
    edited.edit(FILE, "retries = 3", "retries = 3\nmine.word = {{nowhere}}");

    assertThat(
            edited.edit(
                FILE, "glancesync.retry.max-retries = 3", "glancesync.retry.max-retries = 4"))
        .isEmpty();
    assertThat(value("glancesync.retry.max-retries")).isEqualTo("4");
  }

  @Test
  void nothing_changes_during_a_run() throws InterruptedException {
    RunLock.Handle run = edited.runLock.acquire();

    assertThat(edited.edit(FILE, "retries = 3", "retries = 5")).isEmpty();
    assertThat(value("glancesync.retry.max-retries")).isEqualTo("3");

    edited.runLock.release(run);
    edited.look();
    assertThat(value("glancesync.retry.max-retries")).isEqualTo("5");
  }

  @Test
  void bandwidth_changes_during_a_run_too() throws InterruptedException {
    edited.runLock.acquire();
    BandwidthLimiter limiter =
        edited.context.getRegistry().findSingleByType(BandwidthLimiter.class);

    assertThat(edited.edit(FILE, "bandwidth = off", "bandwidth = 10M")).isEmpty();
    limiter.poll();
    assertThat(limiter.of(BURGOS)).hasToString("10M");

    assertThat(
            edited.edit(
                FILE, "bandwidth = 10M", "bandwidth = 10M\n" + OF_BURGOS + " = {{mine}}\nmine=5M"))
        .isEmpty();
    limiter.poll();
    assertThat(limiter.of(BURGOS)).hasToString("5M");

    assertThat(edited.edit(FILE, OF_BURGOS, "#")).isEmpty();
    limiter.poll();
    assertThat(limiter.of(BURGOS)).hasToString("10M");
  }

  @Test
  void how_much_goes_on_at_once_changes_during_a_run_too() throws InterruptedException {
    edited.runLock.acquire();
    assertThat(value("glancesync.master.max-downloads")).isEqualTo("4");
    assertThat(edited.edit(FILE, "downloads = 4", "downloads = 2")).isEmpty();
    assertThat(edited.edit(FILE, "max-copies = 2", "max-copies = 1")).isEmpty();

    assertThat(value("glancesync.master.max-downloads")).isEqualTo("2");
    assertThat(value("glancesync.region.max-copies")).isEqualTo("1");
  }

  @Test
  void what_is_edited_with_bandwidth_waits_for_the_end_of_the_run() throws InterruptedException {
    RunLock.Handle run = edited.runLock.acquire();

    edited.edit(FILE, "retries = 3", "retries = 5");
    edited.edit(FILE, "bandwidth = off", "bandwidth = 10M");
    assertThat(value("glancesync.bandwidth")).isEqualTo("10M");
    assertThat(value("glancesync.retry.max-retries")).isEqualTo("3");

    edited.runLock.release(run);
    edited.look();
    assertThat(value("glancesync.bandwidth")).isEqualTo("10M");
    assertThat(value("glancesync.retry.max-retries")).isEqualTo("5");
  }

  @Test
  void bandwidth_that_a_route_reads_waits_for_the_end_of_the_run() throws InterruptedException {
    edited.edit("99-mine.camel.yaml", Edited.answering("mine", "'{{glancesync.bandwidth}}'"));
    RunLock.Handle run = edited.runLock.acquire();

    edited.edit(FILE, "bandwidth = off", "bandwidth = 10M");
    assertThat(value("glancesync.bandwidth")).isEqualTo("off");

    edited.runLock.release(run);
    edited.look();
    assertThat(edited.ask("mine")).isEqualTo("10M");
  }

  @Test
  void bandwidth_in_a_broken_file_stays_as_it_was() throws InterruptedException {
    edited.runLock.acquire();
    edited.edit(FILE, "bandwidth = off", "bandwidth = 10M");

    assertThat(edited.edit(FILE, "bandwidth = 10M", "bandwidth = fast"))
        .contains("glancesync.bandwidth = fast is not a rate or a timetable ('fast' is not a rate");
    assertThat(value("glancesync.bandwidth")).isEqualTo("10M");

    edited.edit(FILE, "bandwidth = fast", "bandwidth = 20M\nglancesync.broken = {{nowhere}}");
    edited.edit(FILE, "max-retries = 3", "max-retries = many");
    assertThat(value("glancesync.bandwidth")).isEqualTo("20M");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-retries = 3        | max-retries = many        | : glancesync.retry.max-retries = many is not a whole number",
        "jitter-percent = 25    | jitter-percent = 101      | : glancesync.retry.jitter-percent = 101 is not from 0 to 100",
        "cron = 0 5 * ? * *     | cron = hourly             | : glancesync.schedule.hourly.cron = hourly is not",
        "max-retries = 3        | max-retries = \\u00zz      | : Malformed",
        "store-timeout = 10m    | store-timeout = {{void}}  | void"
      })
  void a_broken_file_changes_nothing(String from, String to, String reason) {
    Route find = edited.context.getRoute("glance-show");

    assertThat(edited.edit(FILE, from, to))
        .startsWith("Tried to apply the edit of conf/application.properties, but ")
        .contains(reason)
        .doesNotContain("\n");

    assertThat(value("glancesync.retry.max-retries")).isEqualTo("3");
    assertThat(edited.context.getRoute("glance-show")).isSameAs(find);
    assertThat(edited.edit(FILE, to, from)).isEmpty();
  }

  @Test
  void a_line_that_is_deleted_leaves_its_default() {
    edited.edit(FILE, "glancesync.retry.max-retries = 3", "glancesync.retry.max-retries = 5");

    assertThat(edited.edit(FILE, "glancesync.retry.max-retries = 5", "")).isEmpty();

    assertThat(value("glancesync.retry.max-retries")).isEqualTo("3");
  }

  @Test
  void the_line_of_a_broken_value_is_told() {
    edited.edit(FILE, "max-retries = 3", "max-retries = many");

    assertThat(edited.reload.problems())
        .singleElement()
        .extracting(Problem::line)
        .isEqualTo(
            edited.read(FILE).substring(0, edited.read(FILE).indexOf("= many")).split("\n").length);
  }

  @Test
  void a_value_that_routes_cannot_start_with_is_put_back() {
    edited.edit(FILE, "store-timeout = 10m", "store-timeout = 10m\nmine.folder = " + home);
    edited.edit(
        "99-mine.camel.yaml",
        Edited.answering("mine", "x")
            .replace(
                "direct:mine",
                "file:{{mine.folder}}?autoCreate=false&startingDirectoryMustExist=true"));
    assertThat(edited.context.getRoute("mine")).isNotNull();

    String said = edited.edit(FILE, "mine.folder = " + home, "mine.folder = nowhere");
    // as long as the route looks into its folder it is not stopped
    for (int i = 0; i < 50 && said.isEmpty(); i++) {
      said = edited.look();
    }
    assertThat(said)
        .contains("conf/application.properties", "Starting directory does not exist: nowhere");

    assertThat(value("mine.folder")).isEqualTo(home.toString());
    assertThat(edited.context.getRouteController().getRouteStatus("mine").isStarted()).isTrue();
  }

  @Test
  void a_route_and_the_value_that_it_needs_may_come_and_go_together() {
    edited.write(FILE, edited.read(FILE) + "\nmine.word = hello\n");
    edited.write("99-mine.camel.yaml", Edited.answering("mine", "'{{mine.word}}'"));
    assertThat(edited.look()).isEmpty();
    assertThat(edited.ask("mine")).isEqualTo("hello");

    edited.write(FILE, edited.read(FILE).replace("mine.word = hello", ""));
    assertThat(edited.delete("99-mine.camel.yaml")).isEmpty();
    assertThat(edited.context.getRoute("mine")).isNull();
  }

  @Test
  void a_key_that_nothing_reads_is_told_with_what_may_be_meant() {
    edited.edit(
        FILE, "retries = 3", "retries = 3\nglancesync.retry.max-retrys = 4\nglancesync.mine = 5");
    edited.edit("99-mine.camel.yaml", Edited.answering("mine", "'{{glancesync.mine}}'"));

    assertThat(StartedEngine.checked(edited.context, home))
        .containsExactly(
            "conf/application.properties: nothing reads glancesync.retry.max-retrys; did you mean 'glancesync.retry.max-retries'?");
  }

  @Test
  void every_key_of_the_delivered_file_is_read() {
    assertThat(StartedEngine.checked(edited.context, home)).isEmpty();
  }

  private String value(String key) {
    return edited.context.resolvePropertyPlaceholders("{{" + key + "}}");
  }

  @Test
  void other_settings_let_a_route_start_that_did_not() {
    String watching =
        Edited.answering("mine", "x")
            .replace(
                "direct:mine",
                "file:{{mine.folder}}?autoCreate=false&startingDirectoryMustExist=true");
    edited.edit(FILE, "retries = 3", "retries = 3\nmine.folder = nowhere");
    assertThat(edited.edit("99-mine.camel.yaml", watching)).contains("Starting directory");

    assertThat(edited.edit(FILE, "mine.folder = nowhere", "mine.folder = " + home)).isEmpty();
    assertThat(edited.context.getRoute("mine")).isNotNull();
  }

  @Test
  void values_are_read_as_utf_8_at_the_start_and_later() throws Exception {
    Path other = Files.createDirectory(home.resolve("other"));
    try (var started = new Edited(other)) {
      started.edit(FILE, "retries = 3", "retries = 3\nmine.word = Grüße");
      started.edit("99-mine.camel.yaml", Edited.answering("mine", "'{{mine.word}}'"));
      assertThat(started.ask("mine")).isEqualTo("Grüße");
    }
  }
}
