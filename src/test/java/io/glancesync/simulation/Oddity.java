package io.glancesync.simulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What is unusual about a world; it is drawn apart from the rest, and may be several things. */
enum Oddity {
  /** Content is stored whole, but the answer gets lost or a proxy answers before that. */
  LOST_AFTER_STORING(20),
  /** The answer is 204, and the image becomes active only some requests later. */
  SAVING_AFTER_204(15),
  /** The master's store cannot read from an offset. */
  NO_RANGE(12),
  /** A region's proxy does not know {@code Expect}. */
  NO_EXPECT(12),
  /** A Glance refuses a parameter of a list. */
  NO_FILTER(12),
  /** Instances use a region's images, for a while or for ever. */
  IN_USE(15),
  /** A region adds a property that cannot be removed. */
  STICKY_PROPERTY(15),
  /** Glances do not know the hashes of some contents. */
  NO_HASHES(15),
  /** A region has two copies of ours of one image. */
  TWINS(12),
  /** Two regions of the catalog have one address, and nothing else is unusual or goes wrong. */
  SHARED_ADDRESS(40),
  /** Attributes and contents change in the master when all is in step. */
  CHANGED_MASTER(25),
  /** Somebody wants to keep what a run has put aside, and changes it. */
  KEPT_BY_SOMEBODY(15);

  /** Worlds without any are what they were before there were oddities. */
  private static final int PLAIN_WORLDS = 30;

  private static final String ASKED = "simulation.oddities";

  private final int percent;

  Oddity(int percent) {
    this.percent = percent;
  }

  /**
   * Those of a world. The system property {@code simulation.oddities} names the only ones that
   * there may be, and makes them likely; {@code none} allows none.
   */
  static Set<Oddity> draw(Dice dice) {
    boolean areAsked = !System.getProperty(ASKED, "").isEmpty();
    Set<Oddity> possible = possible();
    Set<Oddity> drawn = EnumSet.noneOf(Oddity.class);
    boolean isPlain = dice.chance(PLAIN_WORLDS);
    for (Oddity oddity : values()) {
      // each takes its turn, so that the others do not depend on which are possible
      boolean isDrawn = dice.chance(oddity.percent) && !isPlain;
      if (possible.contains(oddity) && (isDrawn || areAsked)) {
        drawn.add(oddity);
      }
    }
    return drawn;
  }

  /** Whether worlds may have it. */
  static boolean isPossible(Oddity oddity) {
    return possible().contains(oddity);
  }

  private static Set<Oddity> possible() {
    String asked = System.getProperty(ASKED, "");
    return asked.isEmpty() ? EnumSet.allOf(Oddity.class) : named(asked);
  }

  private static Set<Oddity> named(String words) {
    return Arrays.stream(words.split("[, ]+"))
        .filter(it -> !it.equals("none"))
        .map(Oddity::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Oddity.class)));
  }
}
