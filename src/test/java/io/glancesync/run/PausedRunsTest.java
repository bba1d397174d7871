package io.glancesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableClock;
import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Traffic.Request;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.error.RefusedException;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.Check;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs leave paused regions out, and work on them again afterwards. */
@Timeout(300)
class PausedRunsTest {
  private static final Account ACCOUNT = Account.admin("sync", "secret", "images");
  private static final int IMAGES = 10;
  private static final RegionName BURGOS = RegionName.of("Burgos");

  private final SettableClock clock = new SettableClock();

  @TempDir Path home;
  private EmbeddedOpenStack cloud;
  private EmbeddedKeystone keystone;
  private EmbeddedGlance valladolid;
  private EmbeddedGlance burgos;
  private EmbeddedGlance caceres;
  private StartedEngine started;

  @BeforeEach
  void regions_that_lack_all_images() throws IOException {
    cloud = new EmbeddedOpenStack();
    keystone = cloud.keystone("keystone");
    keystone.add(ACCOUNT);
    valladolid = cloud.glance("Valladolid", keystone);
    burgos = cloud.glance("Burgos", keystone);
    caceres = cloud.glance("Caceres", keystone);
    for (int i = 0; i < IMAGES; i++) {
      Map<String, Object> fields = new HashMap<>();
      fields.put("name", "image" + i);
      fields.put("owner", keystone.projectId(ACCOUNT));
      fields.put("visibility", "public");
      valladolid.add(fields, Content.synthetic(i, 1000 + i));
    }
    started =
        new StartedEngine(
            home,
            configuration(),
            UnaryOperator.identity(),
            Map.of("glancesync.retry.initial-delay", "10ms"),
            clock);
  }

  private Configuration configuration() throws IOException {
    String password = Base64.getEncoder().encodeToString("secret".getBytes(UTF_8));
    Path file =
        Files.writeString(
            home.resolve("glancesync.conf"),
            """
            [main]
            master_region = Valladolid
            [master]
            credential = sync,%s,%s,images
            """
                .formatted(password, keystone.url()));
    var surroundings = new Environment(Map.of(), home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.of(file), List.of()).configuration();
  }

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  private RunReport run(String... regions) {
    return started.engine().run(new RunRequest(List.of(regions), false, 1));
  }

  private void pause(RegionName region, Optional<Duration> time) {
    var pause =
        new RegionPause(
            region, clock.instant(), time.map(clock.instant()::plus), "new network", "ana@host");
    pauses().change(it -> it.with(pause));
  }

  private PauseFile pauses() {
    return new PauseFile(home.resolve("var"));
  }

  private static RegionResult result(RunReport report, RegionName region) {
    return report.regions().stream()
        .filter(it -> it.region().equals(region))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_paused_region_is_not_contacted_until_its_time_is_over() {
    pause(BURGOS, Optional.of(Duration.ofHours(2)));

    RunReport report = run();

    assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(result(report, BURGOS))
        .isEqualTo(
            new RegionResult(
                BURGOS,
                RegionOutcome.PAUSED,
                Optional.of(
                    "paused since 2030-01-01T00:00:00Z by ana@host until 2030-01-01T02:00:00Z: new network")));
    assertThat(cloud.traffic().requests()).extracting(Request::server).doesNotContain("Burgos");
    assertThat(caceres.images()).hasSize(IMAGES);

    clock.goOn(Duration.ofHours(2));

    assertThat(result(run(), BURGOS).outcome()).isEqualTo(RegionOutcome.DONE);
    assertThat(burgos.images()).hasSize(IMAGES);
  }

  @Test
  void also_a_run_of_this_region_alone_leaves_it_out_until_it_is_resumed() {
    pause(BURGOS, Optional.empty());

    RunReport report = run("Burgos");

    assertThat(report.outcome()).isEqualTo(RunOutcome.IN_SYNC);
    assertThat(report.outcomeText()).startsWith("in_sync (Burgos: paused since ");
    assertThat(burgos.images()).isEmpty();

    pauses().change(it -> it.without(it.endedBy(BURGOS)));

    assertThat(run("Burgos").outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(burgos.images()).hasSize(IMAGES);
  }

  @Test
  void a_dry_run_leaves_it_out_and_who_only_looks_compares_it() {
    pause(BURGOS, Optional.empty());
    var dryRun = new RunRequest(List.of("Burgos"), true, 1);

    assertThat(started.engine().run(dryRun).transfers()).isEmpty();
    assertThat(started.engine().run(dryRun.confirming(Confirmation.PAUSED_REGIONS)).transfers())
        .hasSize(IMAGES);
  }

  @Test
  void a_run_that_left_a_region_out_does_not_take_a_short_master_list_as_the_new_normal() {
    run();
    pause(BURGOS, Optional.empty());
    valladolid.clear();

    for (int i = 0; i < 2; i++) {
      assertThat(run().warnings()).extracting(Warning::code).contains(Warning.Code.MASTER_SHRUNK);
    }
  }

  @Test
  void while_it_cannot_be_read_what_is_paused_no_run_does_anything() throws IOException {
    pause(BURGOS, Optional.empty());
    Files.writeString(home.resolve("var/paused.json"), "{");

    assertThatThrownBy(this::run)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("until then no run does anything");
    assertThat(caceres.images()).isEmpty();
    assertThat(started.engine().check(false))
        .anyMatch(it -> it.subject().equals("paused") && it.text().contains("paused.json"));
  }

  @Test
  void check_does_not_contact_a_paused_region_not_even_to_try() {
    pause(BURGOS, Optional.of(Duration.ofHours(2)));

    assertThat(started.engine().check(true))
        .filteredOn(it -> it.subject().equals("paused") || it.subject().equals("Burgos"))
        .extracting(Check::text)
        .containsExactly(
            "Burgos, paused since 2030-01-01T00:00:00Z by ana@host until 2030-01-01T02:00:00Z: new"
                + " network; not contacted");
    assertThat(cloud.traffic().requests())
        .extracting(Request::server)
        .contains("Caceres", "Valladolid")
        .doesNotContain("Burgos");
  }

  @Test
  void while_nobody_can_tell_what_is_paused_check_contacts_the_master_region_alone()
      throws IOException {
    pause(BURGOS, Optional.empty());
    Files.writeString(home.resolve("var/paused.json"), "{");

    assertThat(started.engine().check(true))
        .filteredOn(it -> it.subject().equals("paused"))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).endsWith("only the master region is checked"));
    assertThat(cloud.traffic().requests())
        .extracting(Request::server)
        .contains("Valladolid")
        .doesNotContain("Burgos", "Caceres");
  }

  @Test
  void check_names_each_pause_and_warns_of_one_that_has_no_effect() {
    pause(BURGOS, Optional.empty());
    pause(RegionName.of("Burgso"), Optional.empty());

    assertThat(started.engine().check(false))
        .filteredOn(it -> it.subject().equals("paused"))
        .extracting(it -> "%s %s".formatted(it.verdict(), it.text()))
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).startsWith("OK Burgos, paused since "),
            it -> assertThat(it).startsWith("OK Burgso, paused since "),
            it -> assertThat(it).startsWith("WARNING there is no region Burgso; did you mean"));
  }
}
