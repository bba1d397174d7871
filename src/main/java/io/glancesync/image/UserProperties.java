package io.glancesync.image;

import java.util.Set;

/**
 * Which of an image's custom properties belong to its users, and so may travel: all but those that
 * Glance keeps for itself and those that mean something only where they were made (specification,
 * section 7).
 */
public final class UserProperties {
  /** The id of the kernel image; ids differ per region, so it is carried over by name. */
  public static final String KERNEL_ID = "kernel_id";

  /** The id of the ramdisk image; ids differ per region, so it is carried over by name. */
  public static final String RAMDISK_ID = "ramdisk_id";

  private static final Set<String> PREFIXES = Set.of("os_glance_", "os_hash_", "owner_specified.");

  private static final Set<String> GLANCES_OWN =
      Set.of(
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
          "updated_at");

  private static final Set<String> OF_A_SNAPSHOT_OR_VOLUME =
      Set.of(
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
          "image_type");

  private static final Set<String> KEYS =
      Set.of(
          "cinder_encryption_key_id",
          "cinder_encryption_key_deletion_policy",
          "img_signature",
          "img_signature_hash_method",
          "img_signature_key_type",
          "img_signature_certificate_uuid");

  private UserProperties() {}

  /** Whether a custom property of this name is a user's, and may travel to another region. */
  public static boolean includes(String name) {
    return PREFIXES.stream().noneMatch(name::startsWith)
        && !GLANCES_OWN.contains(name)
        && !OF_A_SNAPSHOT_OR_VOLUME.contains(name)
        && !KEYS.contains(name);
  }

  /** Whether this property holds the id of another image. */
  public static boolean refersToImage(String name) {
    return name.equals(KERNEL_ID) || name.equals(RAMDISK_ID);
  }
}
