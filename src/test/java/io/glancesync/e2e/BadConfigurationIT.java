package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user has to correct: one message, exit code 2, nothing touched. */
@EndToEnd
class BadConfigurationIT {
  private static final String SYNC = World.credential("keystone-a", "sync");

  @TempDir private Path folder;
  private Command glancesync;

  @BeforeAll
  void an_image_that_could_be_copied() {
    World.clear();
    VALLADOLID.image("image").id();
  }

  @BeforeEach
  void a_configuration() {
    glancesync = new Command(folder).configuredFor();
  }

  /** The only sentence that the command said. */
  private String refuses(String... words) {
    Command.Result result = glancesync.run(words).exits(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().filter(it -> it.startsWith("glancesync: "))).hasSize(1);
    assertThat(BURGOS.all()).isEmpty();
    return result.err();
  }

  private void master(String lines) {
    glancesync.configured("[main]\nmaster_region = Valladolid\n[master]\n" + lines);
  }

  @Test
  void no_configuration_at_all() throws IOException {
    Files.delete(folder.resolve("conf/glancesync.conf"));
    assertThat(refuses("sync", "Burgos")).contains("OS_");
  }

  @Test
  void a_file_that_is_not_there() {
    assertThat(refuses("sync", "--conf", "nowhere.conf")).contains("nowhere.conf");
  }

  @Test
  void an_unknown_key_is_a_warning_that_names_the_nearest() {
    glancesync.configuredFor("metadta_set = nid");
    Command.Result status = glancesync.run("status", "Burgos", "--format", "csv").exits(0);
    assertThat(status.complaints())
        .singleElement()
        .asString()
        .startsWith("warning: ")
        .contains("metadta_set", "metadata_set", "glancesync.conf");
    assertThat(status.lines()).containsExactly("pending_upload,Burgos,image");
  }

  @Test
  void a_password_that_is_no_base64() {
    master("credential = sync,no%base64,http://127.0.0.1:1/v3,images");
    assertThat(refuses("sync"))
        .contains("glancesync.conf", "master", "credential", "base64")
        .doesNotContain("no%base64");
  }

  @Test
  void a_number_that_is_none() {
    master("credential = " + SYNC + "\nlist_images_timeout = soon");
    assertThat(refuses("sync"))
        .contains("glancesync.conf", "master", "list_images_timeout", "soon");
  }

  @Test
  void an_expression_with_a_mistake() {
    master("credential = " + SYNC + "\nmetadata_condition = image.is_publik and True");
    String message = refuses("sync");
    assertThat(message).contains("metadata_condition", "is_publik", "is_public");
    assertThat(message.lines().filter(it -> it.strip().startsWith("^"))).hasSize(1);
  }

  @Test
  void a_region_that_is_not_there() {
    assertThat(refuses("sync", "Burgoz")).contains("Burgoz", "did you mean 'Burgos'?");
  }

  @Test
  void a_target_that_is_not_there() {
    assertThat(refuses("sync", "otter:Madrid")).contains("otter", "did you mean 'other'");
  }

  @Test
  void a_master_region_that_is_not_there() {
    assertThat(refuses("sync", "--config", "main.master_region=Toledo"))
        .contains("Toledo", "Burgos, Caceres, Valladolid");
  }

  @Test
  void a_catalog_without_that_interface_or_without_images() {
    try (StandIn keystone =
        StandIn.keystone("keystone-a", it -> it.replace("\"image\"", "\"volume\""))) {
      master("credential = " + World.credential("keystone-a", "sync", keystone.url() + "/v3"));
      assertThat(refuses("sync")).contains("no public image endpoint", "Valladolid", "catalog");
    }
  }

  @Test
  void a_wrong_password() {
    master("credential = sync,d3Jvbmc=,%s,images".formatted(World.property("keystone-a.url")));
    assertThat(refuses("sync", "Burgos"))
        .contains("user sync", "project images", "401", "correct the credential")
        .doesNotContain("d3Jvbmc", "wrong");
  }

  @Test
  void a_wrong_password_of_another_target_alone() {
    wrongOther();
    assertThat(refuses("sync", "other:")).contains("target other", "401");
  }

  @Test
  void a_wrong_password_of_another_target_does_not_stop_this_one() {
    wrongOther();
    Command.Result sync = glancesync.run("sync", "Burgos", "other:").exits(1);
    assertThat(sync.out()).contains("other:").contains("401").contains("copied image");
    assertThat(BURGOS.names()).containsExactly("image");
    BURGOS.clear();
  }

  private void wrongOther() {
    glancesync.configured(
        """
        [main]
        master_region = Valladolid
        [master]
        credential = %s
        [other]
        credential = sync,d3Jvbmc=,%s,images
        """
            .formatted(SYNC, World.property("keystone-b.url")));
  }

  @Test
  void a_report_that_cannot_be_written() {
    assertThat(refuses("sync", "Burgos", "--report", "no/such/folder/report.json"))
        .contains("no/such/folder/report.json", "there is no such file or folder");
  }

  @Test
  void a_word_that_is_no_command() {
    assertThat(refuses("synk")).contains("synk", "sync");
  }

  @Test
  void a_folder_for_the_journal_that_cannot_be_used() throws IOException {
    Files.writeString(folder.resolve("var"), "");
    Command.Result sync = glancesync.run("sync", "Burgos").exits(1);
    assertThat(sync.err()).contains("journal", "GLANCESYNC_VAR");
    assertThat(BURGOS.all()).isEmpty();
    assertThat(CACERES.all()).isEmpty();
    assertThat(MADRID.all()).isEmpty();
    Files.delete(folder.resolve("var"));
  }
}
