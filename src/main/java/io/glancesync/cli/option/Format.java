package io.glancesync.cli.option;

import java.util.Locale;

/** How a command writes its result. */
public enum Format {
  TABLE,
  CSV,
  JSON;

  /** As users write it, and as it is offered for completion. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
