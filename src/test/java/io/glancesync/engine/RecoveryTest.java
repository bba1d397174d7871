package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.CopyId;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import io.glancesync.store.file.FileJournal;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run died, and before the next one somebody changed what it had left in the region. */
@Timeout(300)
class RecoveryTest {
  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private Image master;
  private String copy;

  @BeforeEach
  void a_copy() {
    cloud.master("ubuntu", 1000);
    master = image(cloud.valladolid.images().get(0));
    copy = CopyId.of(Transfers.BURGOS, master, 0).value();
    cloud.burgos.add(
        Map.of("id", copy, "name", "ubuntu", "visibility", "public", "os_hidden", true, "nid", "1"),
        Content.synthetic(1, 1000));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private static Image image(JsonNode json) {
    return new Glance().image(json.toString());
  }

  /** The next run, which has nothing to do with that image but to settle what is in its journal. */
  private Set<String> afterTheNextRun(Transfer begun) throws Exception {
    Path inFlight = home.resolve("var/in-flight");
    new FileJournal(inFlight).begin(begun.withCopyId(new ImageId(copy)).held());
    cloud.valladolid.clear();
    cloud.master("another", 10);
    run();
    assertThat(inFlight).isEmptyDirectory();
    return Set.copyOf(cloud.copies().stream().map(it -> it.path("id").asText()).toList());
  }

  private RunReport run() {
    try (var engine =
        new StartedEngine(
            home,
            cloud.configuration(),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.max-retries", "0", "glancesync.region.outage-timeout", "0s"))) {
      return engine.engine().run(new RunRequest(List.of("Burgos"), false, 1));
    }
  }

  @Test
  void what_nobody_changed_goes() throws Exception {
    assertThat(afterTheNextRun(Transfers.uploadOf(master))).doesNotContain(copy);
  }

  @ParameterizedTest
  @CsvSource({
    "os_hidden, false, name, mine",
    "os_hidden, true, name, mine",
    "os_hidden, true, protected, true",
    "os_hidden, false, status, deactivated",
    "status, saving, protected, true"
  })
  void a_copy_that_somebody_made_something_of_is_left(
      String one, String itsValue, String other, String otherValue) throws Exception {
    set(copy, one, itsValue);
    set(copy, other, otherValue);
    JsonNode before = cloud.copies().get(0);

    assertThat(afterTheNextRun(Transfers.uploadOf(master))).contains(copy);
    assertThat(cloud.copies()).contains(before);
  }

  /** The program died before the region's answer came, so that the id is only tried. */
  @Test
  void what_cannot_be_deleted_is_not_taken_for_another_instances() throws Exception {
    set(copy, "status", "queued");
    new FileJournal(home.resolve("var/in-flight"))
        .begin(Transfers.uploadOf(master).withCopyId(new ImageId(copy)));
    cloud.faults().on(Operation.DELETE).times(1).then(Fault.status(403));

    RunReport report = run();

    assertThat(report.outcome()).as(report::toString).isEqualTo(RunOutcome.CHANGED);
    assertThat(cloud.copies())
        .extracting(it -> it.path("id").asText(), it -> it.path("status").asText())
        .containsExactly(tuple(copy, "active"));
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void a_replaced_image_goes_unless_somebody_has_taken_it_back() throws Exception {
    assertThat(afterTheNextRun(replacementOf(old("hidden")))).contains(copy).hasSize(2);

    for (String change : new String[] {"name", "protected", "os_hidden"}) {
      String old = old(change);
      Transfer replacement = replacementOf(old);
      set(old, change, change.equals("name") ? "mine" : String.valueOf(change.equals("protected")));

      assertThat(afterTheNextRun(replacement)).as(change).contains(copy, old);
    }
  }

  /** One that is put aside by now. */
  private String old(String content) {
    cloud.burgos.set(copy, "os_hidden", false);
    return cloud.burgos.add(
        Map.of("name", "ubuntu", "visibility", "public", "os_hidden", true),
        Content.synthetic(content.length(), 77));
  }

  private Transfer replacementOf(String id) {
    Image aside =
        cloud.copies().stream()
            .map(RecoveryTest::image)
            .filter(it -> it.id().value().equals(id))
            .findFirst()
            .orElseThrow();
    return Transfers.replaceOf(master, aside.but().hidden(false).build());
  }

  private void set(String id, String field, String value) {
    boolean isFlag = value.equals("true") || value.equals("false");
    cloud.burgos.set(id, field, isFlag ? (Object) Boolean.valueOf(value) : value);
  }
}
