package io.glancesync.engine;

import static io.glancesync.plan.Warning.Code.WITHDRAWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.plan.Warning;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.Confirmation;
import io.glancesync.run.ImageScope;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What whole runs leave alone when the master's list shrinks, or too much would be replaced. */
@Timeout(300)
class GuardedRunsTest {
  private static final Account ACCOUNT = Account.admin("sync", "secret", "images");
  private static final int IMAGES = 10;

  @TempDir Path home;
  private EmbeddedOpenStack cloud;
  private EmbeddedKeystone keystone;
  private EmbeddedGlance valladolid;
  private EmbeddedGlance burgos;
  private EmbeddedGlance caceres;
  private StartedEngine started;

  @BeforeEach
  void regions_that_a_run_has_brought_in_step() throws IOException {
    cloud = new EmbeddedOpenStack();
    keystone = cloud.keystone("keystone");
    keystone.add(ACCOUNT);
    valladolid = cloud.glance("Valladolid", keystone);
    burgos = cloud.glance("Burgos", keystone);
    caceres = cloud.glance("Caceres", keystone);
    for (int i = 0; i < IMAGES; i++) {
      add(valladolid, "image" + i, i);
    }
    start();
    assertThat(run(false, false).outcome()).isEqualTo(RunOutcome.CHANGED);
  }

  private void start() throws IOException {
    started =
        new StartedEngine(
            home,
            configuration(),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.initial-delay",
                "10ms",
                "glancesync.guard.max-replacements",
                "3"));
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
            replace = any
            credential = sync,%s,%s,images
            """
                .formatted(password, keystone.url()));
    var surroundings = new Environment(Map.of(), home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.of(file), List.of()).configuration();
  }

  private String add(EmbeddedGlance glance, String name, int content) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("owner", keystone.projectId(ACCOUNT));
    fields.put("visibility", "public");
    return glance.add(fields, Content.synthetic(content, 1000 + content));
  }

  private RunReport run(boolean dryRun, boolean accepted) {
    var request = new RunRequest(List.of(), dryRun, 1);
    return started
        .engine()
        .run(accepted ? request.confirming(Confirmation.SHRUNKEN_MASTER) : request);
  }

  @Test
  void a_run_by_other_rules_than_the_configuration_s_counts_nothing() {
    shrink();

    var narrowed =
        new RunRequest(
            List.of(), false, 1, Set.of(Confirmation.SHRUNKEN_MASTER), new ImageScope.All(), true);
    started.engine().run(narrowed);

    assertThat(run(false, false).warnings())
        .extracting(Warning::code)
        .containsExactly(Warning.Code.MASTER_SHRUNK);
  }

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  /** One image of the master is left, changed, and there is a new one. */
  private void shrink() {
    List<String> ids = valladolid.images().stream().map(it -> it.path("id").asText()).toList();
    ids.subList(1, ids.size()).forEach(valladolid::remove);
    valladolid.set(ids.get(0), "nid", "1");
    add(valladolid, "new", 100);
  }

  @Test
  void a_shrunken_list_has_missing_images_copied_and_changes_none_until_it_is_confirmed()
      throws IOException {
    shrink();
    List<JsonNode> before = burgos.images();

    RunReport guarded = run(false, false);

    assertThat(burgos.images()).hasSize(IMAGES + 1).containsAll(before);
    assertThat(guarded.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(failed(guarded))
        .hasSize(2)
        .allMatch(it -> it.action().text().equals("metadata"))
        .allMatch(it -> it.error().orElseThrow().contains("--accept-shrunken-master"));
    assertThat(guarded.regions())
        .extracting(it -> it.error().orElseThrow())
        .allMatch(it -> it.startsWith("1 transfer held back. Valladolid lists only 2 images"));

    // no run forgets it by itself, nor does a restart
    started.close();
    start();
    assertThat(failed(run(false, false))).hasSize(2);

    assertThat(run(false, true).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(burgos.images()).filteredOn(it -> it.path("nid").asText().equals("1")).hasSize(1);
    assertThat(run(false, false).outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void a_list_that_shrinks_where_nothing_is_held_back_is_a_warning_and_remembered() {
    valladolid.clear();

    RunReport report = run(false, false);

    assertThat(report.transfers()).isEmpty();
    assertThat(report.outcome()).isEqualTo(RunOutcome.IN_SYNC);
    assertThat(report.warnings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo(Warning.Code.MASTER_SHRUNK);
              assertThat(it.region()).hasToString("Valladolid");
              assertThat(it.message())
                  .startsWith("Valladolid lists no image, after 10 in an earlier run; nothing");
            });
    assertThat(burgos.images()).hasSize(IMAGES);

    assertThat(run(false, false).warnings()).extracting(Warning::code).containsOnly(WITHDRAWN);
  }

  @Test
  void a_dry_run_and_a_run_of_some_regions_say_so_and_remember_nothing() {
    valladolid.clear();

    assertThat(run(true, false).warnings()).hasSize(1);
    for (int i = 0; i < 2; i++) {
      RunReport ofOne = started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
      assertThat(ofOne.outcome()).isEqualTo(RunOutcome.IN_SYNC);
      assertThat(ofOne.warnings()).hasSize(1);
    }
    assertThat(run(false, false).warnings()).hasSize(1);
    assertThat(run(false, false).warnings()).extracting(Warning::code).containsOnly(WITHDRAWN);
  }

  @Test
  void a_dry_run_says_what_would_be_held_back_and_confirms_nothing() {
    shrink();

    assertThat(failed(run(true, false))).hasSize(2);
    assertThat(failed(run(true, true))).isEmpty();
    assertThat(failed(run(false, false))).hasSize(2);
  }

  @Test
  void all_regions_together_replace_no_more_than_the_limit_and_the_next_run_goes_on() {
    for (EmbeddedGlance region : List.of(burgos, caceres)) {
      region.clear();
      for (int i = 0; i < 2; i++) {
        add(region, "image" + i, 50 + i);
      }
    }

    RunReport first = run(false, false);

    assertThat(first.regions())
        .extracting(RegionResult::outcome)
        .containsExactly(RegionOutcome.DONE, RegionOutcome.FAILED);
    assertThat(failed(first))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.region()).hasToString("Caceres");
              assertThat(it.image()).isEqualTo("image1");
              assertThat(it.error().orElseThrow())
                  .startsWith(
                      "Tried to replace image1 in Caceres, but a run replaces or renames at most 3");
            });
    assertThat(run(false, false).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(run(false, false).outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  private static List<TransferResult> failed(RunReport report) {
    return report.transfers().stream()
        .filter(it -> it.outcome() == TransferOutcome.FAILED)
        .toList();
  }
}
