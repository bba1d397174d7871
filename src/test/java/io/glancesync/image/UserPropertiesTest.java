package io.glancesync.image;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserPropertiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Glance's own
        "os_glance_failed_import",
        "os_glance_importing_to_stores",
        "os_glance_",
        "os_hash_algo",
        "os_hash_value",
        "stores",
        "locations",
        "direct_url",
        "checksum",
        "size",
        "virtual_size",
        "status",
        "owner",
        "self",
        "file",
        "schema",
        "created_at",
        "updated_at",
        // the client tools'
        "owner_specified.openstack.md5",
        "owner_specified.openstack.sha256",
        "owner_specified.openstack.object",
        // a snapshot's and a volume's
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
        // keys
        "cinder_encryption_key_id",
        "cinder_encryption_key_deletion_policy",
        "img_signature",
        "img_signature_hash_method",
        "img_signature_key_type",
        "img_signature_certificate_uuid"
      })
  void a_property_that_means_something_only_where_it_was_made_never_travels(String name) {
    assertThat(UserProperties.includes(name)).isFalse();
    assertThat(anImage("ubuntu").with(name, "x").build().properties()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os_distro",
        "os_type",
        "os_version",
        "os_admin_user",
        "os_require_quiesce",
        "os_hash",
        "os_glance",
        "img_config_drive",
        "img_hide_hypervisor_id",
        "img_signed_by",
        "hw_disk_bus",
        "hw_vif_model",
        "owner_specified",
        "owner_name",
        "user_ids",
        "image_build_date",
        "image_locations",
        "base_image",
        "instance_type",
        "cinder_img_volume_type",
        "root_device",
        "architecture",
        "nid",
        "type",
        "store",
        "sizes",
        "kernel_id",
        "ramdisk_id"
      })
  void its_neighbours_do_travel(String name) {
    assertThat(UserProperties.includes(name)).isTrue();
    assertThat(anImage("ubuntu").with(name, "x").build().property(name)).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel_id", "ramdisk_id"})
  void a_kernel_and_a_ramdisk_are_references_to_images(String name) {
    assertThat(UserProperties.refersToImage(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel", "kernel_id2", "ramdisk", "nid"})
  void other_properties_are_no_references(String name) {
    assertThat(UserProperties.refersToImage(name)).isFalse();
  }
}
