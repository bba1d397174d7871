package io.glancesync.plan;

import io.glancesync.image.Image;

/**
 * A kernel or ramdisk that is copied in the same run. Its id in the region is not known when the
 * plan is made, so it is looked up by name when the transfer that needs it begins.
 *
 * @param master the kernel or ramdisk in the master region
 */
public record Companion(Role role, Image master) {}
