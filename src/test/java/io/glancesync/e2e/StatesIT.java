package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Draft;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state of the specification's section 5: what it is called, and what a run does. */
@EndToEnd
class StatesIT {
  private static final List<String> STAY_BEHIND =
      List.of(
          "instance_uuid",
          "base_image_ref",
          "owner_id",
          "owner_user_name",
          "owner_project_name",
          "user_id",
          "boot_roles",
          "block_device_mapping",
          "bdm_v2",
          "root_device_name",
          "image_location",
          "image_state",
          "image_type",
          "cinder_encryption_key_id",
          "img_signature",
          "img_signature_hash_method",
          "img_signature_key_type",
          "owner_specified.openstack.object");
  private static final String STRANGE = "strange / \"name\", größer ~ 100% 'ж'";
  private static final String LONG = "x".repeat(255);

  private final Map<String, JsonNode> before = new TreeMap<>();
  private List<String> states;
  private Command.Result sync;
  private List<String> statesAfter;
  private Command.Result again;
  private List<String> idsAfter;

  @BeforeAll
  void one_run_over_all_states(@TempDir Path folder) {
    World.clear();
    makeUploads();
    makeUpdates();
    makeLinks();
    Command glancesync =
        new Command(folder)
            .configuredFor(
                "dontupdate = " + makeConflict("stalled", 110),
                "replace = " + makeConflict("replaced", 120),
                "rename = " + makeConflict("renamed", 130));
    makeConflict("conflict", 140);
    states = glancesync.run("status", "Burgos", "--format", "csv").exits(0).lines();
    sync = glancesync.run("sync", "Burgos").exits(0);
    idsAfter = ids();
    again = glancesync.run("sync", "Burgos").exits(0);
    statesAfter = glancesync.run("status", "Burgos", "--format", "csv").exits(0).lines();
  }

  private static Draft master(String name, int size) {
    return VALLADOLID.image(name).content("m".repeat(size));
  }

  private Draft burgos(String name, int size) {
    return BURGOS.image(name).content("m".repeat(size));
  }

  private void makeUploads() {
    master("empty", 0).id();
    master(STRANGE, 1).id();
    master(LONG, 2).id();
    master("hidden", 3).with("os_hidden", true).id();
    Draft fresh =
        master("fresh", 10)
            .tagged("one", "two")
            .with("protected", true)
            .with("min_disk", 1)
            .with("min_ram", 64)
            .with("disk_format", "qcow2")
            .with("os_distro", "debian")
            .with("hw_disk_bus", "virtio")
            .with("with/slash~and tilde", "größer");
    String id = fresh.id();
    STAY_BEHIND.forEach(it -> VALLADOLID.set(id, it, "only here"));
  }

  private void makeUpdates() {
    master("same", 20).with("nid", "1").id();
    before.put("same", burgos("same", 20).with("nid", "1").with("user_id", "another").upload());
    master("shown", 30).id();
    before.put("shown", burgos("shown", 30).isPrivate().upload());
    master("described", 40)
        .tagged("of Valladolid")
        .with("changed", "new")
        .with("a/b~c", "added")
        .id();
    before.put(
        "described",
        burgos("described", 40)
            .tagged("of Burgos")
            .with("changed", "old")
            .with("removed", "x")
            .upload());
  }

  private void makeLinks() {
    String kernel = master("kernel", 5000).with("disk_format", "aki").id();
    String ramdisk = master("ramdisk", 6000).with("disk_format", "ari").id();
    master("new_machine", 50).with("kernel_id", kernel).with("ramdisk_id", ramdisk).id();
    master("old_machine", 60).with("kernel_id", kernel).id();
    before.put("old_machine", burgos("old_machine", 60).upload());

    String known = master("known_kernel", 70).id();
    before.put("known_kernel", burgos("known_kernel", 70).upload());
    master("crossed", 80).with("kernel_id", known).id();
    before.put(
        "crossed",
        burgos("crossed", 80).with("kernel_id", before.get("same").path("id").asText()).upload());

    String secret = master("secret_kernel", 71).isPrivate().id();
    master("without_kernel", 90).with("kernel_id", secret).id();
    master("without_ramdisk", 100).with("ramdisk_id", UUID.randomUUID().toString()).id();
    before.put("without_ramdisk", burgos("without_ramdisk", 100).upload());
  }

  /** The checksum of what the region has instead. */
  private String makeConflict(String name, int size) {
    boolean isProtected = name.equals("replaced");
    master(name, size).with("nid", "new").with("protected", isProtected).id();
    JsonNode image =
        BURGOS
            .image(name)
            .content("other content of " + name)
            .with("nid", "old")
            .with("protected", isProtected)
            .upload();
    before.put(name, image);
    return image.path("checksum").asText();
  }

  private static List<String> ids() {
    return BURGOS.all().stream().map(it -> it.path("id").asText()).sorted().toList();
  }

  private static String id(JsonNode image) {
    return image.path("id").asText();
  }

  private static void isACopy(String name) {
    JsonNode copy = BURGOS.only(name);
    JsonNode master = VALLADOLID.only(name);
    for (String field :
        List.of(
            "status",
            "size",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "visibility",
            "os_hidden",
            "protected",
            "min_disk",
            "min_ram",
            "disk_format",
            "container_format")) {
      assertThat(copy.path(field)).as(field).isEqualTo(master.path(field));
    }
    assertThat(copy.path("tags"))
        .containsExactlyInAnyOrderElementsOf(() -> master.path("tags").iterator());
    assertThat(copy.path("owner").asText()).isEqualTo(BURGOS.project());
  }

  @Test
  void status_tells_them_from_the_smallest_image_to_the_largest() {
    assertThat(states)
        .containsExactly(
            "pending_upload,Burgos,empty",
            "pending_upload,Burgos,\"strange / \"\"name\"\", größer ~ 100% 'ж'\"",
            "pending_upload,Burgos," + LONG,
            "pending_upload,Burgos,hidden",
            "pending_upload,Burgos,fresh",
            "ok,Burgos,same",
            "pending_metadata,Burgos,shown",
            "pending_metadata,Burgos,described",
            "pending_upload,Burgos,new_machine",
            "pending_ami,Burgos,old_machine",
            "ok,Burgos,known_kernel",
            "pending_metadata,Burgos,crossed",
            "error_ami,Burgos,without_kernel",
            "error_ami,Burgos,without_ramdisk",
            "ok_stalled_checksum,Burgos,stalled",
            "pending_replace,Burgos,replaced",
            "pending_rename,Burgos,renamed",
            "error_checksum,Burgos,conflict",
            "pending_upload,Burgos,kernel",
            "pending_upload,Burgos,ramdisk");
  }

  @Test
  void afterwards_only_what_needs_a_decision_is_left() {
    assertThat(statesAfter)
        .hasSameSizeAs(states)
        .filteredOn(it -> !it.startsWith("ok,"))
        .containsExactly(
            "error_ami,Burgos,without_kernel",
            "error_ami,Burgos,without_ramdisk",
            "ok_stalled_checksum,Burgos,stalled",
            "error_checksum,Burgos,conflict");
  }

  @Test
  void a_second_run_finds_nothing_to_do() {
    assertThat(ids()).isEqualTo(idsAfter);
    assertThat(again.out()).contains("Nothing to do in Burgos").doesNotContain("copied");
  }

  @Test
  void what_the_region_lacks_is_copied_with_all_that_belongs_to_it() {
    isACopy("fresh");
    JsonNode copy = BURGOS.only("fresh");
    assertThat(copy.path("tags")).hasSize(2);
    assertThat(copy.path("os_distro").asText()).isEqualTo("debian");
    assertThat(copy.path("hw_disk_bus").asText()).isEqualTo("virtio");
    assertThat(copy.path("with/slash~and tilde").asText()).isEqualTo("größer");
    assertThat(new String(BURGOS.download(id(copy)), UTF_8)).isEqualTo("m".repeat(10));
  }

  @Test
  void what_means_something_only_in_the_master_region_stays_there() {
    JsonNode copy = BURGOS.only("fresh");
    assertThat(STAY_BEHIND).noneMatch(copy::has);
    // never compared either: it was there before, and the image counts as ok
    assertThat(BURGOS.only("same")).isEqualTo(before.get("same"));
  }

  @Test
  void an_empty_image_is_copied_too() {
    isACopy("empty");
  }

  @Test
  void names_may_hold_whatever_glance_takes() {
    isACopy(STRANGE);
    isACopy(LONG);
  }

  @Test
  void a_hidden_image_is_copied_and_stays_hidden() {
    isACopy("hidden");
    assertThat(BURGOS.only("hidden").path("os_hidden").asBoolean()).isTrue();
  }

  @Test
  void visibility_becomes_the_masters() {
    JsonNode image = BURGOS.only("shown");
    assertThat(id(image)).isEqualTo(id(before.get("shown")));
    assertThat(image.path("visibility").asText()).isEqualTo("public");
  }

  @Test
  void properties_become_the_masters() {
    JsonNode image = BURGOS.only("described");
    assertThat(id(image)).isEqualTo(id(before.get("described")));
    assertThat(image.path("changed").asText()).isEqualTo("new");
    assertThat(image.path("a/b~c").asText()).isEqualTo("added");
    assertThat(image.has("removed")).isFalse();
  }

  @Test
  void tags_become_the_masters() {
    assertThat(BURGOS.only("described").path("tags"))
        .extracting(JsonNode::asText)
        .containsExactly("of Valladolid");
  }

  @Test
  void kernel_and_ramdisk_that_are_copied_in_the_same_run_are_found_by_name() {
    JsonNode machine = BURGOS.only("new_machine");
    assertThat(machine.path("kernel_id").asText()).isEqualTo(id(BURGOS.only("kernel")));
    assertThat(machine.path("ramdisk_id").asText()).isEqualTo(id(BURGOS.only("ramdisk")));
    isACopy("new_machine");
    isACopy("kernel");
  }

  @Test
  void an_image_that_waited_for_its_kernel_is_linked_in_the_same_run() {
    JsonNode machine = BURGOS.only("old_machine");
    assertThat(id(machine)).isEqualTo(id(before.get("old_machine")));
    assertThat(machine.path("kernel_id").asText()).isEqualTo(id(BURGOS.only("kernel")));
  }

  @Test
  void the_id_of_another_kernel_is_corrected() {
    assertThat(BURGOS.only("crossed").path("kernel_id").asText())
        .isEqualTo(id(BURGOS.only("known_kernel")));
  }

  @Test
  void an_image_whose_kernel_is_not_selected_is_left_alone_and_named() {
    assertThat(BURGOS.named("without_kernel")).isEmpty();
    assertThat(sync.out()).contains("kernel_missing").contains("secret_kernel");
  }

  @Test
  void an_image_whose_ramdisk_does_not_exist_is_left_alone_and_named() {
    assertThat(BURGOS.only("without_ramdisk")).isEqualTo(before.get("without_ramdisk"));
    assertThat(sync.out()).contains("ramdisk_missing").contains("without_ramdisk");
  }

  @Test
  void other_content_in_dontupdate_stays() {
    assertThat(BURGOS.only("stalled")).isEqualTo(before.get("stalled"));
  }

  @Test
  void other_content_in_replace_goes_also_where_both_are_protected() {
    isACopy("replaced");
    assertThat(BURGOS.has(id(before.get("replaced")))).isFalse();
    assertThat(BURGOS.only("replaced").path("nid").asText()).isEqualTo("new");
  }

  @Test
  void other_content_in_rename_is_kept_under_another_name_and_private() {
    isACopy("renamed");
    JsonNode old = BURGOS.only("renamed.old");
    assertThat(id(old)).isEqualTo(id(before.get("renamed")));
    assertThat(old.path("visibility").asText()).isEqualTo("private");
    assertThat(old.path("nid").asText()).isEqualTo("old");
    assertThat(old.path("os_hidden").asBoolean()).isFalse();
  }

  @Test
  void other_content_without_a_rule_stays_and_the_ways_out_are_named() {
    assertThat(BURGOS.only("conflict")).isEqualTo(before.get("conflict"));
    assertThat(sync.out())
        .contains("checksum_conflict")
        .contains(before.get("conflict").path("checksum").asText())
        .contains("replace, rename or dontupdate");
  }
}
