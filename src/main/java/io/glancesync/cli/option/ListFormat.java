package io.glancesync.cli.option;

import java.util.Locale;

/** How a command shows a list of records. */
public enum ListFormat {
  TABLE,
  JSON;

  /** As users write it, and as it is offered for completion. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
