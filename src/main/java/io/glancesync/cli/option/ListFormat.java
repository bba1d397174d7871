package io.glancesync.cli.letters;

import java.util.Locale;

/** How dead letters are shown. */
public enum LetterFormat {
  TABLE,
  JSON;

  /** As users write it, and as it is offered for completion. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
