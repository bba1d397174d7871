package io.glancesync.engine;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.EarlierCopyIds;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferJson;
import io.glancesync.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of an earlier release died; its copies have other ids, and its journal says less. */
@Timeout(120)
class JournalOfAnEarlierReleaseTest {
  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private StartedEngine started;
  private Image master;
  private String copy;
  private Path inFlight;

  @BeforeEach
  void start() {
    started =
        new StartedEngine(
            home,
            cloud.configuration(aPolicy().replace("any").build()),
            UnaryOperator.identity(),
            Map.of("glancesync.retry.max-retries", "0", "glancesync.region.outage-timeout", "0s"));
    cloud.master("ubuntu", 700_000);
    master = image(cloud.valladolid.images().get(0));
    copy = EarlierCopyIds.of(Transfers.BURGOS, master).value();
    inFlight = home.resolve("var/in-flight");
  }

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  private static Image image(JsonNode json) {
    return new Glance().image(json.toString());
  }

  private void copied(boolean isHidden) {
    cloud.burgos.add(
        Map.of(
            "id",
            copy,
            "name",
            "ubuntu",
            "visibility",
            "public",
            "nid",
            "1",
            "os_hidden",
            isHidden),
        Content.synthetic(1, 700_000));
  }

  private void noted(Transfer transfer) throws IOException {
    Transfer begun = transfer.nextAttempt().withCopyId(new ImageId(copy)).held();
    String text = new TransferJson().write(begun);
    Files.createDirectories(inFlight);
    Files.writeString(
        inFlight.resolve("Burgos_ubuntu_" + copy + ".json"),
        text.substring(0, text.lastIndexOf(",", text.indexOf("\"verified\""))) + "}");
  }

  private RunReport run() {
    return started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
  }

  @Test
  void an_old_image_that_is_in_use_makes_no_region_fail() throws IOException {
    String old =
        cloud.burgos.add(
            Map.of("name", "ubuntu", "visibility", "public"), Content.synthetic(7, 77));
    Image before = image(cloud.copies().get(0));
    cloud.burgos.set(old, "os_hidden", true);
    copied(false);
    noted(Transfers.replaceOf(master, before));
    cloud.faults().on(Operation.DELETE).in("Burgos").then(Fault.status(409));

    for (int i = 0; i < 2; i++) {
      assertThat(run().regions().get(0).error()).isEmpty();
    }
    assertThat(inFlight.toFile().list()).hasSize(1);

    cloud.faults().clear();
    run();
    assertThat(cloud.copies()).extracting(it -> it.path("id").asText()).containsExactly(copy);
    assertThat(inFlight).isEmptyDirectory();
  }

  @Test
  void a_complete_copy_that_this_release_would_not_find_again_is_cleared_up() throws IOException {
    copied(true);
    noted(Transfers.uploadOf(master));

    assertThat(run().outcome()).isEqualTo(RunOutcome.CHANGED);

    RunReport second = run();
    assertThat(second.outcome()).isEqualTo(RunOutcome.IN_SYNC);
    assertThat(second.warnings()).isEmpty();
    assertThat(cloud.copies()).hasSize(1);
    assertThat(inFlight).isEmptyDirectory();
  }
}
