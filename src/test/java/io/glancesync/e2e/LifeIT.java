package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of images that are replaced, and of those that the master withdraws (section 9). */
@EndToEnd
class LifeIT {
  private static final int GRACE = 3;

  @TempDir private Path folder;

  @BeforeEach
  void no_images() {
    World.clear();
  }

  private Command command(String rules) {
    return new Command(folder).configuredFor(rules);
  }

  private static String version(int number) {
    VALLADOLID.named("base").forEach(it -> VALLADOLID.delete(it.path("id").asText()));
    return VALLADOLID.image("base").content("version " + number).id();
  }

  private static List<JsonNode> visible() {
    return BURGOS.all().stream().filter(it -> !it.path("os_hidden").asBoolean()).toList();
  }

  private static List<String> contents() {
    return BURGOS.all().stream()
        .map(it -> new String(BURGOS.download(it.path("id").asText())))
        .sorted()
        .toList();
  }

  @Test
  void one_image_through_five_versions_of_which_two_are_kept() {
    Command glancesync = command("replace = ours\nkeep_old = 2");
    for (int number = 1; number <= 5; number++) {
      version(number);
      glancesync.run("sync", "Burgos").exits(0);

      assertThat(BURGOS.all()).hasSize(Math.min(number, 3));
      assertThat(visible()).extracting(it -> it.path("name").asText()).containsExactly("base");
      assertThat(new String(BURGOS.download(BURGOS.only("base").path("id").asText())))
          .isEqualTo("version " + number);
      assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("in step in Burgos");
    }

    String today = LocalDate.now(ZoneOffset.UTC).toString();
    assertThat(contents()).containsExactly("version 3", "version 4", "version 5");
    assertThat(BURGOS.names())
        .allMatch(it -> it.equals("base") || it.matches("base \\(....-..-..\\)( [23])?"))
        .anyMatch(it -> it.startsWith("base (" + today.substring(0, 5)));
  }

  @Test
  void a_kept_image_that_somebody_protects_stays() {
    Command glancesync = command("replace = ours\nkeep_old = 1");
    version(1);
    glancesync.run("sync", "Burgos").exits(0);
    version(2);
    glancesync.run("sync", "Burgos").exits(0);
    JsonNode kept =
        BURGOS.all().stream()
            .filter(it -> it.path("os_hidden").asBoolean())
            .findFirst()
            .orElseThrow();
    BURGOS.set(kept.path("id").asText(), "protected", true);
    version(3);
    glancesync.run("sync", "Burgos").exits(0);
    version(4);
    glancesync.run("sync", "Burgos").exits(0);

    assertThat(contents()).containsExactly("version 1", "version 3", "version 4");
    BURGOS.set(kept.path("id").asText(), "protected", false);
  }

  @Test
  void a_withdrawn_image_is_hidden_after_the_grace_and_deleted_after_another() throws Exception {
    Command glancesync = command("withdrawn = delete\nwithdrawn_grace = %ds".formatted(GRACE));
    String base = version(1);
    VALLADOLID.image("stays").content("stays").id();
    VALLADOLID.image("stays too").content("stays too").id();
    BURGOS.image("by hand").content("by hand").upload();
    glancesync.run("sync", "Burgos").exits(0);
    VALLADOLID.delete(base);

    assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("in step in Burgos");
    assertThat(visible()).hasSize(4);
    TimeUnit.SECONDS.sleep(GRACE);
    assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("hidden base");
    assertThat(visible()).hasSize(3);
    assertThat(BURGOS.only("base").path("os_hidden").asBoolean()).isTrue();

    glancesync.run("sync", "Burgos").exits(0);
    assertThat(BURGOS.all()).hasSize(4);
    TimeUnit.SECONDS.sleep(GRACE);
    assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("deleted base");
    assertThat(BURGOS.names()).containsExactlyInAnyOrder("by hand", "stays", "stays too");
  }

  @Test
  void a_withdrawn_image_is_deactivated() {
    Command glancesync = command("withdrawn = deactivate\nwithdrawn_grace = 0");
    String base = version(1);
    VALLADOLID.image("stays").content("stays").id();
    glancesync.run("sync", "Burgos").exits(0);
    VALLADOLID.delete(base);

    assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("deactivated base");
    assertThat(BURGOS.only("base").path("status").asText()).isEqualTo("deactivated");
    assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("in step in Burgos");
  }

  @Test
  void one_image_can_be_withdrawn_at_once_whatever_the_configuration_says() {
    Command glancesync = command("replace = ours");
    String base = version(1);
    VALLADOLID.image("other").content("other").id();
    VALLADOLID.image("stays").content("stays").id();
    VALLADOLID.image("stays too").content("stays too").id();
    glancesync.run("sync", "Burgos").exits(0);
    VALLADOLID.delete(base);
    VALLADOLID.delete(VALLADOLID.only("other").path("id").asText());

    assertThat(
            glancesync
                .run(
                    "sync",
                    "--image",
                    "base",
                    "--config",
                    "withdrawn=deactivate",
                    "withdrawn_grace=0",
                    "--",
                    "Burgos")
                .exits(0)
                .out())
        .contains("deactivated base (status: active → deactivated)");
    assertThat(BURGOS.only("base").path("status").asText()).isEqualTo("deactivated");
    assertThat(BURGOS.only("other").path("status").asText()).isEqualTo("active");
  }

  @Test
  void rules_that_select_less_than_half_withdraw_nothing_until_it_is_confirmed() {
    for (String name : List.of("a", "b", "c")) {
      VALLADOLID.image(name).content(name).with("type", name.equals("a") ? "x" : "y").id();
    }
    command("withdrawn = hide\nwithdrawn_grace = 0").run("sync", "Burgos").exits(0);

    Command narrow =
        command(
            "withdrawn = hide\nwithdrawn_grace = 0\nmetadata_condition = image.user_properties['type'] == 'x'");
    for (int run = 0; run < 2; run++) {
      assertThat(narrow.run("sync", "Burgos").exits(1).out())
          .contains("the rules select only 1 image for Burgos, after 3 in an earlier run");
      assertThat(visible()).hasSize(3);
    }
    narrow.run("sync", "--accept-narrowed-selection", "Burgos").exits(0);
    assertThat(visible()).extracting(it -> it.path("name").asText()).containsExactly("a");
  }

  @Test
  void a_rollback_stays_until_the_master_has_another_image() {
    Command glancesync = command("replace = ours\nkeep_old = 2");
    for (int number = 1; number <= 3; number++) {
      version(number);
      glancesync.run("sync", "Burgos").exits(0);
    }
    String before = BURGOS.only("base").path("id").asText();

    Command.Result done = glancesync.run("rollback", "base", "Burgos").exits(0);

    JsonNode now = BURGOS.only("base");
    assertThat(new String(BURGOS.download(now.path("id").asText()))).isEqualTo("version 2");
    assertThat(visible()).containsExactly(now);
    assertThat(BURGOS.get(before).path("os_hidden").asBoolean()).isTrue();
    assertThat(done.out())
        .contains("Burgos keeps base (%s) until the master".formatted(now.path("id").asText()))
        .contains("dontupdate = " + now.path("checksum").asText());
    for (int run = 0; run < 10; run++) {
      assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("in step in Burgos");
    }
    assertThat(BURGOS.only("base")).isEqualTo(now);

    version(4);
    glancesync.run("sync", "Burgos").exits(0);
    assertThat(contents()).containsExactly("version 2", "version 3", "version 4");
    assertThat(new String(BURGOS.download(BURGOS.only("base").path("id").asText())))
        .isEqualTo("version 4");
  }

  @Test
  void without_a_kept_image_there_is_nothing_to_roll_back_to() {
    version(1);
    Command glancesync = command("replace = ours");
    glancesync.run("sync", "Burgos").exits(0);

    assertThat(glancesync.run("rollback", "base", "Burgos").exits(1).err())
        .contains("Burgos has no kept image of base; keep_old says how many images are kept");
  }
}
