package io.glancesync.engine;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.target;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.report.Check.CheckStatus.FAILED;
import static io.glancesync.report.Check.CheckStatus.OK;
import static io.glancesync.report.Check.CheckStatus.UNREACHABLE;
import static io.glancesync.report.Check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.check.FolderChecks;
import io.glancesync.config.Configuration;
import io.glancesync.config.Target;
import io.glancesync.config.credential.Tls;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.report.RunReport;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check finds where something is wrong, and that it finds the rest all the same. */
@Timeout(300)
class CheckTest {
  private static final Account ANN = Account.admin("ann", Targets.PASSWORD, "images");
  private static final String WRONG = "another-password";

  @TempDir Path home;
  private EmbeddedOpenStack cloud;
  private EmbeddedKeystone keystone;
  private EmbeddedKeystone partner;
  private EmbeddedGlance valladolid;
  private EmbeddedGlance burgos;

  @BeforeEach
  void two_targets_in_which_all_is_well() {
    begin(Duration.ZERO, ANN, ANN);
  }

  private void begin(Duration ahead, Account here, Account there) {
    end();
    cloud = new EmbeddedOpenStack(Clock.offset(Clock.systemUTC(), ahead), new Random(1));
    keystone = cloud.keystone("keystone");
    keystone.add(here);
    valladolid = cloud.glance("Valladolid", keystone);
    burgos = cloud.glance("Burgos", keystone);
    burgos.add(Map.of("name", "image"), Content.of(new byte[1]));
    partner = cloud.keystone("partner");
    partner.add(there);
    cloud.glance("Madrid", partner);
  }

  @AfterEach
  void end() {
    if (cloud != null) {
      cloud.close();
    }
  }

  private Configuration both() {
    return configuration(target("master", keystone.url()), target("other", partner.url()));
  }

  private List<Check> check() {
    return check(both(), false);
  }

  private List<Check> check(Configuration configuration, boolean trying) {
    return check(configuration, trying, Map.of());
  }

  private List<Check> check(Configuration configuration, boolean trying, Map<String, String> more) {
    var properties =
        new TreeMap<>(
            Map.of(
                "glancesync.retry.initial-delay",
                "1ms",
                "glancesync.retry.max-retries",
                "1",
                "glancesync.var",
                "data"));
    properties.putAll(more);
    try (var started =
        new StartedEngine(home, configuration, UnaryOperator.identity(), properties)) {
      List<Check> checks = started.engine().check(trying);
      assertThat(checks.toString()).doesNotContain(Targets.PASSWORD, WRONG, "gAAAA");
      return checks;
    }
  }

  private long count(Operation operation) {
    return cloud.traffic().requests().stream().filter(it -> it.operation() == operation).count();
  }

  private static List<Check> about(String subject, List<Check> checks) {
    return checks.stream().filter(it -> it.subject().equals(subject)).toList();
  }

  private static void isWell(List<Check> checks) {
    assertThat(checks).isNotEmpty().allMatch(it -> it.verdict() == OK, "all is well");
  }

  @Test
  void a_server_that_has_moved_is_not_followed_but_named() {
    cloud.faults().on(Operation.SIGN_IN).in("partner").then(Fault.moved(308, "https://new:5000/x"));
    cloud.faults().on(Operation.LIST).in("Burgos").then(Fault.moved(301, "/image/v2/images"));

    List<Check> checks = check();

    assertThat(about("other", checks).toString())
        .contains("answered 308", "it leads to https://new:5000/x", "correct keystone_url");
    assertThat(about("Burgos", checks).toString())
        .contains("answered 301", "it leads to /image/v2/images", "address in the catalog");
  }

  @Test
  void a_list_that_is_refused_is_not_blamed_on_an_image() {
    cloud.faults().on(Operation.LIST).in("Burgos").then(Fault.status(400));

    assertThat(about("Burgos", check()).toString())
        .contains("that is no Glance v2")
        .doesNotContain("the image's name");
  }

  @Test
  void a_region_whose_glance_is_older_than_hidden_images_is_named() {
    String old = "{\"name\":\"image\",\"properties\":{\"name\":{},\"visibility\":{}}}";
    cloud.faults().on(Operation.OTHER).times(2).then(Fault.answer(200, "application/json", old));

    List<Check> checks = check();

    assertThat(about("Burgos", checks))
        .filteredOn(it -> it.verdict() == FAILED)
        .singleElement()
        .extracting(Check::text)
        .asString()
        .contains("older than Rocky", "ignore_regions");
    // that of the master was the first: it is only read
    isWell(about("Valladolid", checks));
    isWell(about("other:Madrid", checks));
  }

  @ParameterizedTest
  @CsvSource({"404, no", "403, no", "200, <html>", "200, {}"})
  void a_glance_that_does_not_tell_its_age_is_not_called_old(int status, String said) {
    cloud.faults().on(Operation.OTHER).then(Fault.answer(status, "text/plain", said));

    isWell(check());
  }

  @Test
  void where_all_is_well_every_line_says_what_was_found() {
    List<Check> checks = check();

    isWell(checks);
    assertThat(checks)
        .extracting(Check::subject)
        .containsExactly(
            "master",
            "master",
            "master",
            "master",
            "Valladolid",
            "Burgos",
            "other",
            "other",
            "other",
            "other",
            "other:Madrid",
            "this host",
            "dead letters",
            "routes",
            "settings",
            "bandwidth",
            "schedule hourly");
    assertThat(about("master", checks))
        .extracting(Check::text)
        .containsExactly(
            "signed in to " + keystone.url() + " as ann of project images",
            "regions Valladolid (master), Burgos",
            "may publish public images, judging by its role admin (--try proves it)",
            "clock within 2 s of ours");
    assertThat(about("Burgos", checks))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).matches("1 image listed in \\d\\.\\d s"));
    assertThat(about("routes", checks))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).matches("\\d\\d files, \\d{2,3} routes"));
    assertThat(about("settings", checks))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.text())
                    .contains(
                        "retry.max-retries 1, retry.initial-delay 1ms, retry.multiplier 2, "));
  }

  @Test
  void limits_of_targets_and_what_is_switched_off_are_among_the_settings() {
    Map<String, String> more =
        Map.of(
            "glancesync.region.max-copies.target.other", "1",
            "glancesync.region.max-parallel.target.other", "3",
            "glancesync.time-zone", "Asia/Tokyo",
            "glancesync.spool.max-size", "0GB");

    assertThat(about("settings", check(both(), false, more)))
        .singleElement()
        .extracting(Check::text)
        .asString()
        .contains(", spool.max-size 0GB (each region reads from the master), ")
        .endsWith(
            ", time-zone Asia/Tokyo, region.max-copies.target.other 1,"
                + " region.max-parallel.target.other 3");
  }

  @Test
  void each_limit_of_bandwidth_is_told_and_whether_it_is_about_anything() {
    List<Check> checks =
        about(
            "bandwidth",
            check(
                both(),
                false,
                Map.of(
                    "glancesync.time-zone", "Asia/Tokyo",
                    "glancesync.bandwidth", "00:00,10M 23:59,10240K Mon-00:00,off",
                    "glancesync.bandwidth.target.other", "1.5M",
                    "glancesync.bandwidth.target.othr", "1",
                    "glancesync.bandwidth.region.Burgso", "1M",
                    "glancesync.bandwidth.region.other.Madrid", "512K")));

    assertThat(checks)
        .extracting(Check::text)
        .satisfiesExactly(
            it ->
                assertThat(it)
                    .matches(
                        "total: 00:00,10M 23:59,10M Mon-00:00,off per second \\(time zone"
                            + " Asia/Tokyo\\), now (10M|off)"),
            it -> assertThat(it).isEqualTo("to target other: 1.5M per second"),
            it ->
                assertThat(it)
                    .startsWith("to target othr: 1K per second, but there is no such target;")
                    .contains("did you mean 'other'?"),
            it ->
                assertThat(it)
                    .startsWith("to Burgso: 1M per second, but there is no such region;")
                    .contains("did you mean 'Burgos'?"),
            it -> assertThat(it).isEqualTo("to other:Madrid: 512K per second"));
    assertThat(checks).extracting(Check::verdict).containsExactly(OK, OK, WARNING, WARNING, OK);
  }

  private Configuration withNames(Set<String> ignored, List<String> preferred, String... forced) {
    Map<String, Target> targets = new TreeMap<>();
    both()
        .targets()
        .forEach(
            (name, it) ->
                targets.put(
                    name,
                    new Target(
                        name,
                        it.login(),
                        aPolicy().forcesyncs(forced).build(),
                        name.equals("master") ? ignored : Set.of(),
                        it.listImagesTimeout(),
                        it.tenantId(),
                        it.tenantName(),
                        it.tls(),
                        it.interfaceName())));
    return new Configuration(
        RegionName.of("Valladolid"), preferred, 1, home, new TreeMap<>(targets));
  }

  @Test
  void names_that_exist_nowhere_are_told_with_the_nearest() {
    String ubuntu = valladolid.add(Map.of("name", "ubuntu"), Content.of(new byte[1]));
    String near = ubuntu.substring(0, 35) + (ubuntu.endsWith("a") ? "b" : "a");

    List<Check> checks =
        check(
            withNames(
                Set.of("Burgoss", "Burgos"),
                List.of("Madrid", "other:Madird", "Bugros", "Burgos"),
                ubuntu,
                near,
                "ubuntu"),
            false,
            Map.of(
                "glancesync.schedule.a.cron", "0 0 * ? * *",
                "glancesync.schedule.a.regions", "Burgoss, othr:, Burgos, other:, othr:Madrid"));

    assertThat(checks)
        .filteredOn(it -> it.text().contains("no region") || it.text().contains("no target"))
        .containsExactly(
            Check.warning(
                "ignore_regions", "target master has no region Burgoss; did you mean 'Burgos'?"),
            Check.warning(
                "preferable_order",
                "there is no region other:Madird; did you mean 'other:Madrid'?"),
            Check.warning("preferable_order", "there is no region Bugros; did you mean 'Burgos'?"),
            ofSchedule("there is no region Burgoss; did you mean 'Burgos'?"),
            ofSchedule("there is no target othr:; did you mean 'other:'?"),
            ofSchedule("there is no target othr:; did you mean 'other:'?"));
    assertThat(about("forcesyncs", checks))
        .containsExactlyInAnyOrder(
            Check.warning(
                "forcesyncs",
                "%s (for master, other) is the id of no image of the master region; did you mean '%s'?"
                    .formatted(near, ubuntu)),
            Check.warning(
                "forcesyncs",
                "ubuntu (for master, other) is the id of no image of the master region; it is the name of one: write its id, "
                    + ubuntu));
  }

  private static Check ofSchedule(String text) {
    return Check.warning(
        "schedule a",
        text + ", so that each run of it fails; correct glancesync.schedule.a.regions");
  }

  @Test
  void the_service_finds_the_same_names_at_its_start() {
    try (var started = new StartedEngine(home, withNames(Set.of("Burgoss"), List.of(), "ubuntu"))) {
      List<?> found =
          started
              .context()
              .createProducerTemplate()
              .requestBody("direct:check-names", null, List.class);

      assertThat(found)
          .extracting("subject")
          .containsExactlyInAnyOrder("ignore_regions", "forcesyncs");
    }
  }

  @Test
  void of_a_target_that_does_not_let_us_in_no_name_is_unknown() {
    begin(Duration.ZERO, ANN, Account.admin("ann", WRONG, "images"));

    assertThat(
            check(
                withNames(Set.of(), List.of("other:Madird", "Madrid")),
                false,
                Map.of(
                    "glancesync.schedule.a.cron", "0 0 * ? * *",
                    "glancesync.schedule.a.regions", "other:Madird")))
        .noneMatch(it -> it.text().contains("there is no"));
  }

  @ParameterizedTest
  @CsvSource({"Burgoss, Burgoss", "othr:, othr:"})
  void a_run_for_what_does_not_exist_does_not_blame_the_master(String word, String blamed) {
    var reports = new ArrayList<RunReport>();
    try (var started = new StartedEngine(home, both())) {
      var template = started.context().createProducerTemplate();
      reports.add(
          template.requestBody(
              "direct:run-or-report-failure",
              new RunRequest(List.of("Burgos", word), false, 1),
              RunReport.class));
    }

    assertThat(reports.get(0).regions())
        .singleElement()
        .satisfies(it -> assertThat(it.region()).hasToString(blamed));
  }

  @Test
  void a_limit_of_a_region_that_nobody_can_ask_for_is_no_trouble() {
    begin(Duration.ZERO, ANN, Account.admin("ann", WRONG, "images"));

    isWell(
        about(
            "bandwidth",
            check(both(), false, Map.of("glancesync.bandwidth.region.other.Madrid", "1M"))));
  }

  @Test
  void without_a_limit_of_bandwidth_one_line_says_so() {
    assertThat(about("bandwidth", check())).containsExactly(Check.ok("bandwidth", "no limit"));
  }

  @Test
  void nothing_is_changed_by_looking() {
    check();

    assertThat(count(Operation.CREATE)).isZero();
  }

  @Test
  void a_refused_credential_of_the_master_does_not_hide_the_other_target() {
    begin(Duration.ZERO, Account.admin("ann", WRONG, "images"), ANN);

    List<Check> checks = check();

    assertThat(about("master", checks))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(FAILED);
              assertThat(it.text()).contains("user ann of project images", "401", "correct the");
            });
    isWell(about("other:Madrid", checks));
    isWell(about("this host", checks));
  }

  @Test
  void a_keystone_that_is_down_is_unreachable() {
    partner.shut();

    List<Check> checks = check();

    assertThat(about("other", checks))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(UNREACHABLE);
              assertThat(it.text()).contains("Tried to sign in to target other", "see whether");
            });
    isWell(about("Burgos", checks));
  }

  @Test
  void a_region_that_is_down_hides_no_other() {
    burgos.shut();

    List<Check> checks = check();

    assertThat(about("Burgos", checks))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(UNREACHABLE);
              assertThat(it.text()).contains("Tried to list the images of Burgos", "see whether");
            });
    isWell(about("Valladolid", checks));
    isWell(about("other:Madrid", checks));
  }

  @ParameterizedTest
  @CsvSource({"500, UNREACHABLE", "403, FAILED"})
  void a_listing_that_is_refused_says_what_came_back(int status, Check.CheckStatus verdict) {
    cloud.faults().on(Operation.LIST).in("Burgos").then(Fault.status(status));

    assertThat(about("Burgos", check()))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(verdict);
              assertThat(it.text()).contains(" answered " + status);
            });
  }

  @Test
  void a_master_region_that_the_catalog_lacks_does_not_hide_the_regions_that_it_has() {
    Configuration here = both();
    var wrong =
        new Configuration(RegionName.of("Toledo"), List.of(), 1, here.imagesDir(), here.targets());

    List<Check> checks = check(wrong, false);

    assertThat(about("master", checks).get(1).verdict()).isEqualTo(FAILED);
    assertThat(about("master", checks).get(1).text()).contains("Toledo", "Burgos, Valladolid");
    isWell(about("Burgos", checks));
  }

  @Test
  void an_ignored_region_is_named_but_not_asked() {
    burgos.shut();

    List<Check> checks =
        check(
            configuration(target("master", keystone.url(), Tls.STANDARD, "Burgos", "Valladolid")),
            false);

    isWell(checks);
    assertThat(about("master", checks).get(1).text())
        .isEqualTo("regions Valladolid (master), Burgos (ignored)");
    assertThat(about("Burgos", checks)).isEmpty();
  }

  @Test
  void a_user_who_is_no_admin_is_warned() {
    begin(Duration.ZERO, Account.member("ann", Targets.PASSWORD, "images"), ANN);

    List<Check> checks = check();

    assertThat(about("master", checks).get(2).verdict()).isEqualTo(WARNING);
    assertThat(about("master", checks).get(2).text())
        .startsWith(
            "may not publish public images, judging by our roles: member, reader (needs the");
    isWell(about("other", checks));
  }

  @Test
  void a_trial_proves_the_right_and_leaves_nothing_behind() {
    begin(Duration.ZERO, ANN, Account.member("ann", Targets.PASSWORD, "images"));

    List<Check> checks = check(both(), true);

    assertThat(about("Burgos", checks).get(1))
        .isEqualTo(Check.ok("Burgos", "may publish public images, as was tried"));
    assertThat(about("other:Madrid", checks).get(1).verdict()).isEqualTo(WARNING);
    assertThat(about("other:Madrid", checks).get(1).text())
        .startsWith("may not publish public images, as was tried");
    assertThat(about("master", checks)).hasSize(3);
    assertThat(burgos.images()).hasSize(1);
    assertThat(count(Operation.CREATE)).isEqualTo(2);
    assertThat(count(Operation.DELETE)).isEqualTo(2);
  }

  @Test
  void the_master_region_is_not_written_to_even_by_a_trial() {
    assertThat(about("Valladolid", check(both(), true))).hasSize(1);
  }

  @Test
  void a_trial_that_cannot_be_cleared_up_names_what_is_left() {
    cloud.faults().on(Operation.DELETE).in("Burgos").then(Fault.status(403));

    Check last = about("Burgos", check(both(), true)).get(2);

    assertThat(last.verdict()).isEqualTo(FAILED);
    assertThat(last.text())
        .startsWith("Tried to delete the image " + burgos.images().get(1).path("id").asText());
  }

  @Test
  void a_trial_that_fails_otherwise_says_how() {
    cloud.faults().on(Operation.CREATE).in("Burgos").then(Fault.status(413));

    Check trial = about("Burgos", check(both(), true)).get(1);

    assertThat(trial.verdict()).isEqualTo(FAILED);
    assertThat(trial.text()).startsWith("Tried to create a public image").contains("413");
  }

  @ParameterizedTest
  @CsvSource({
    "30, OK, clock \\d+ s ahead of ours",
    "-30, OK, clock \\d+ s behind ours",
    "300, WARNING, 'clock \\d+ s ahead of ours, so that tokens expire before .*NTP'",
    "-300, WARNING, 'clock \\d+ s behind ours, so that tokens seem to expire early; .*NTP'"
  })
  void a_clock_that_goes_wrong_is_told(int seconds, Check.CheckStatus verdict, String text) {
    begin(Duration.ofSeconds(seconds), ANN, ANN);

    Check clock = about("master", check()).get(3);

    assertThat(clock.verdict()).isEqualTo(verdict);
    assertThat(clock.text()).matches(text);
  }

  @Test
  void a_folder_for_data_that_is_none_is_a_failure() throws IOException {
    Files.writeString(home.resolve("data"), "");

    assertThat(about("this host", check()))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(FAILED);
              assertThat(it.text()).contains("glancesync.var", "GLANCESYNC_VAR");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "120300000000, OK, 'v is writable, 120.3 GB free'",
    "1000000000, OK, 'v is writable, 1.0 GB free'",
    "999999999, WARNING, 'v is writable, 1.0 GB free; make room, at least 1 GB'",
    "40800000, WARNING, 'v is writable, 40.8 MB free; make room, at least 1 GB'",
    "0, WARNING, 'v is writable, 0 B free; make room, at least 1 GB'"
  })
  void little_room_is_a_warning(long free, Check.CheckStatus verdict, String text) {
    assertThat(FolderChecks.space(Path.of("v"), free))
        .isEqualTo(new Check(verdict, "this host", text));
  }
}
