package io.glancesync.architecture.bad.image;

import java.util.UUID;

/** Leaves the core to chance. */
public final class AsksChance {
  private AsksChance() {}

  static UUID answer() {
    return UUID.randomUUID();
  }
}
