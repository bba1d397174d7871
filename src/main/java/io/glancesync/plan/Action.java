package io.glancesync.plan;

import java.util.Locale;

/** What a transfer does, in the report's words (specification, section 8). */
public enum Action {
  UPLOAD,
  REPLACE,
  RENAME,
  METADATA,
  AMI,
  OBSOLETE;

  /** The report's spelling, for example {@code upload}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
