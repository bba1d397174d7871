package io.glancesync.cli;

/** Texts of help that several commands share. */
final class OptionTexts {
  static final String REGIONS =
      "Region, target:Region, or target: for all of its regions. None means all regions of the"
          + " target master.";

  private OptionTexts() {}
}
