package io.glancesync.cli;

import java.util.Locale;

/** How a command writes its result. */
enum Format {
  TABLE,
  CSV,
  JSON;

  /** As users write it, and as it is offered for completion. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
