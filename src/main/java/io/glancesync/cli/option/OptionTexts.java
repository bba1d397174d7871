package io.glancesync.cli.option;

/** Texts of help that several commands share. */
public final class OptionTexts {
  public static final String REGIONS =
      "Region, target:Region, or target: for all of its regions. None means all regions of the"
          + " target master.";

  private OptionTexts() {}
}
