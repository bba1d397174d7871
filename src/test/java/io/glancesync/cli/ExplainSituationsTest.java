package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.deadletter.Letters;
import io.glancesync.image.Images.AnImage;
import io.glancesync.transfer.Transfers;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why an image is not in a region: what {@code explain} says in each case, and what to do. */
class ExplainSituationsTest {
  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();
  private String[] rules = {};

  private static AnImage ubuntu() {
    return anImage("ubuntu").ofSize(2_100_000_000).withContent("new");
  }

  private Shell shell() {
    return new Shell(folder, engine)
        .configuration(rules)
        .file("home/conf/application.properties", "glancesync.var=v");
  }

  private String explained() {
    return shell().run("explain", "ubuntu", "Burgos").out();
  }

  private void rules(String... lines) {
    rules = lines;
  }

  @Test
  void the_condition_does_not_select_it() {
    rules(
        "[DEFAULT]",
        "metadata_condition = image.is_public and (image.user_properties.get('type') == 'base' or 'nid' in image.user_properties)");
    engine.region("Valladolid", ubuntu().with("type", "test").in("v")).region("Burgos");

    assertThat(explained()).contains("not selected", "image.user_properties.get('type') == 'base'");
  }

  @Test
  void metadata_set_does_not_select_it() {
    rules("[DEFAULT]", "metadata_set = nid, type");
    engine.region("Valladolid", ubuntu().with("os", "linux").in("v")).region("Burgos");

    assertThat(explained()).contains("not selected", "set one of them on it in Valladolid");
  }

  @Test
  void it_is_not_public() {
    engine.region("Valladolid", ubuntu().isPrivate().in("v")).region("Burgos");

    assertThat(explained()).contains("not selected", "not public", "forcesyncs");
  }

  @Test
  void its_name_is_ambiguous() {
    engine
        .region("Valladolid", ubuntu().withId("v1").build(), ubuntu().withId("v2").build())
        .region("Burgos");

    assertThat(explained()).contains("rename or delete all but one");
  }

  @Test
  void it_is_deactivated() {
    engine.region("Valladolid", ubuntu().withStatus("deactivated").in("v")).region("Burgos");

    assertThat(explained()).contains("deactivated", "make it active again");
  }

  @Test
  void the_region_has_other_content() {
    engine
        .region("Valladolid", ubuntu().in("v"))
        .region("Burgos", ubuntu().withContent("old").in("b"));

    assertThat(explained()).contains("add that checksum to replace, rename or dontupdate");
  }

  @Test
  void its_kernel_is_not_selected() {
    engine
        .region(
            "Valladolid",
            ubuntu().withKernel("v-kernel").in("v"),
            anImage("kernel").isPrivate().withId("v-kernel").build())
        .region("Burgos");

    assertThat(explained()).contains("explain that image", "which is not selected; select it too");
  }

  @Test
  void a_guard_holds_it_back() {
    rules("[DEFAULT]", "replace = any");
    engine
        .region("Valladolid", ubuntu().in("v"))
        .region("Burgos", ubuntu().withContent("old").in("b"))
        .mostReplaced(0);

    assertThat(explained())
        .contains(
            "a run     does nothing now, because a guard holds it back",
            "glancesync.guard.max-replacements");
  }

  @Test
  void the_region_is_paused() {
    engine.region("Valladolid", ubuntu().in("v")).region("Burgos");
    shell().run("pause", "Burgos", "--reason", "new storage");

    assertThat(explained())
        .contains(
            "a run     does nothing now, because Burgos is paused",
            "new storage",
            "glancesync resume Burgos");
  }

  @Test
  void its_transfer_failed_for_good() {
    engine.region("Valladolid", ubuntu().in("v")).region("Burgos");
    new DeadLetterStore(folder.resolve("home/v"), Clock.systemUTC())
        .put(Letters.letterOf(Transfers.uploadOf(ubuntu().in("v"))), 10);

    assertThat(explained()).contains("failed", "dead letter");
  }
}
