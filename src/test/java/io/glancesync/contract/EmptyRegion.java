package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Removes the images of every user from Burgos. */
final class EmptyRegion implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    BURGOS.clear();
    // what is left is not in an administrator's list either: community images of another project
    BURGOS.as("other").clear();
  }
}
