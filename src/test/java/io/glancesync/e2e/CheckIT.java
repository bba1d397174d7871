package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether runs can work, found out without a run. */
@EndToEnd
class CheckIT {
  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void an_image_to_list() {
    World.clear();
    VALLADOLID.image("image").id();
    glancesync = new Command(folder).configuredFor();
  }

  private static List<String> about(String subject, Command.Result check) {
    return check.lines().stream()
        .filter(it -> it.matches("\\w+ +" + subject + "  .*"))
        .map(it -> it.replaceAll(" +", " "))
        .toList();
  }

  private void configuredAs(String master, String other) {
    glancesync.configured(
        """
        [main]
        master_region = Valladolid
        [master]
        credential = %s
        [other]
        credential = %s
        """
            .formatted(master, other));
  }

  private static String wrongPassword(String keystone) {
    return "sync,d3Jvbmc=,%s,images".formatted(World.property(keystone + ".url"));
  }

  private static void noRegionHasMoreThanBefore() {
    assertThat(VALLADOLID.names()).containsExactly("image");
    assertThat(BURGOS.all()).isEmpty();
    assertThat(CACERES.all()).isEmpty();
    assertThat(MADRID.all()).isEmpty();
  }

  @Test
  void all_is_well() {
    Command.Result check = glancesync.run("check").exits(0);

    assertThat(check.complaints()).isEmpty();
    assertThat(check.lines())
        .allMatch(it -> it.startsWith("ok    ") || it.matches("warn +preferable_order .* Nowhere"));
    assertThat(about("master", check))
        .containsExactly(
            "ok master signed in to %s as sync of project images"
                .formatted(World.property("keystone-a.url")),
            "ok master regions Valladolid (master), Burgos, Caceres",
            "ok master may publish public images, judging by its role admin (--try proves it)",
            "ok master clock within 2 s of ours");
    assertThat(about("Valladolid", check)).singleElement().asString().contains(" 1 image listed");
    assertThat(about("other:Madrid", check)).singleElement().asString().contains(" 0 images ");
    assertThat(about("this host", check)).singleElement().asString().contains("GB free");
    assertThat(about("settings", check))
        .singleElement()
        .asString()
        .contains("retry.max-retries 1, ");
    assertThat(check.lines().get(check.lines().size() - 1))
        .endsWith("conf/glancesync.conf, 2 targets");
    noRegionHasMoreThanBefore();
  }

  @Test
  void a_trial_leaves_nothing_behind() {
    Command.Result check = glancesync.run("check", "--try").exits(0);

    assertThat(about("Burgos", check))
        .last()
        .isEqualTo("ok Burgos may publish public images, as was tried");
    noRegionHasMoreThanBefore();
  }

  @Test
  void a_user_who_may_not_publish() {
    configuredAs(World.credential("keystone-a", "member"), World.credential("keystone-b", "sync"));

    Command.Result judged = glancesync.run("check").exits(0);
    assertThat(about("master", judged))
        .anyMatch(it -> it.startsWith("warn master may not publish public images, judging by"));

    Command.Result tried = glancesync.run("check", "--try").exits(0);
    assertThat(about("Burgos", tried))
        .last()
        .asString()
        .startsWith("warn Burgos may not publish public images, as was tried");
    assertThat(about("other:Madrid", tried)).last().asString().startsWith("ok ");
    noRegionHasMoreThanBefore();
  }

  @Test
  void a_wrong_password_of_the_master_hides_nothing_of_the_other_target() {
    configuredAs(wrongPassword("keystone-a"), World.credential("keystone-b", "sync"));

    Command.Result check = glancesync.run("check").exits(1);

    assertThat(about("master", check))
        .singleElement()
        .asString()
        .startsWith("FAIL master Tried to sign in")
        .contains("401", "correct the credential");
    assertThat(about("other:Madrid", check)).singleElement().asString().startsWith("ok ");
  }

  @Test
  void a_region_that_is_down_hides_no_other() {
    World.stop(CACERES.server());
    try {
      Command.Result check = glancesync.run("check").exits(3);

      assertThat(about("Caceres", check))
          .singleElement()
          .asString()
          .startsWith("FAIL Caceres Tried to list")
          .contains("see whether the server runs");
      assertThat(about("Burgos", check)).singleElement().asString().startsWith("ok ");
      assertThat(about("other:Madrid", check)).singleElement().asString().startsWith("ok ");
    } finally {
      World.start(CACERES.server());
    }
  }
}
