package io.glancesync.run;

/** What somebody confirms, so that a guard lets it through. */
public enum Confirmation {
  /** The master's list is right, although it is suddenly much shorter. */
  SHRUNKEN_MASTER,
  /** The rules are right, although they suddenly select much less. */
  NARROWED_SELECTION,
  /** Paused regions are compared as well; only a dry run may do that. */
  PAUSED_REGIONS,
  /** What failed for good is tried again at once. */
  FAILED_BEFORE
}
