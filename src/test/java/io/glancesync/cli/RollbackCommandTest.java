package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.CopyId;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollback that no run would make is refused, and nothing of it is noted. */
class RollbackCommandTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final Image NEW = ubuntu("new").in("new");
  private static final Image CURRENT = copy(NEW);
  private static final Image KEPT =
      copy(ubuntu("old").in("old"))
          .but()
          .name("ubuntu (2026-03-01)")
          .created(Instant.parse("2026-03-01T00:00:00Z"))
          .hidden(true)
          .build();

  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();

  private static AnImage ubuntu(String content) {
    return anImage("ubuntu").withContent(content);
  }

  private static Image copy(Image master) {
    return master.but().id(CopyId.of(BURGOS, master, 0)).build();
  }

  private Shell.Said rollback(String rules, String... more) {
    var shell =
        new Shell(folder, engine)
            .configuration("[DEFAULT]", "replace = ours", "keep_old = 1", rules)
            .file("home/conf/application.properties", "glancesync.var=v");
    String[] words = new String[more.length + 3];
    words[0] = "rollback";
    words[1] = "ubuntu";
    words[2] = "Burgos";
    System.arraycopy(more, 0, words, 3, more.length);
    return shell.run(words);
  }

  private Path note() {
    return folder.resolve("home/v/pinned.json");
  }

  @Test
  void a_kept_image_is_noted() {
    engine.region("Valladolid", NEW).region("Burgos", CURRENT, KEPT);

    assertThat(rollback("").code()).isZero();
    assertThat(note()).content().contains(KEPT.id().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata_condition = image.name == 'debian'", "metadata_set = nid"})
  void one_that_the_rules_do_not_select_is_refused(String rules) {
    engine.region("Valladolid", NEW).region("Burgos", CURRENT, KEPT);

    for (var said : new Shell.Said[] {rollback(rules), rollback(rules, "--dry-run")}) {
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.err())
          .startsWith(
              "glancesync: runs do not bring ubuntu to Burgos, so that a rollback would have no"
                  + " effect: ");
    }
    assertThat(note()).doesNotExist();
  }

  @Test
  void one_that_the_master_does_not_have_is_refused() {
    engine.region("Valladolid").region("Burgos", CURRENT, KEPT);

    assertThat(rollback("").err())
        .endsWith(": Valladolid has no image of that name in our project\n");
    assertThat(note()).doesNotExist();
  }

  @Test
  void one_whose_place_somebody_protected_is_refused() {
    engine
        .region("Valladolid", NEW)
        .region("Burgos", CURRENT.but().isProtected(true).build(), KEPT);

    var said = rollback("");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("somebody protected the ubuntu that Burgos has now");
    assertThat(note()).doesNotExist();
  }

  @Test
  void one_that_dontupdate_names_already_is_brought_back_all_the_same() {
    engine.region("Valladolid", NEW).region("Burgos", CURRENT, KEPT);

    assertThat(rollback("dontupdate = old").code()).isZero();
    assertThat(note()).exists();
  }
}
