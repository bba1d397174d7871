package io.glancesync.simulation;

import io.glancesync.plan.Rotation.OldVisibility;
import io.glancesync.plan.Withdrawal.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a world's configuration says of images that give way and of those that the master loses.
 *
 * @param keepOld how many outgoing images of a name stay
 * @param mode what becomes of withdrawn images
 * @param grace how long they are withdrawn before that
 * @param mostRemoved how many a run may withdraw
 * @param replace words for the key {@code replace}; empty for none
 * @param rename the same for {@code rename}
 * @param others further lines
 */
record LifeRules(
    int keepOld,
    Mode mode,
    Duration grace,
    int mostRemoved,
    String replace,
    String rename,
    List<String> others) {

  static LifeRules draw(Dice dice) {
    int keepOld = dice.oneOf(0, 1, 1, 2, 2, 3);
    Mode mode = dice.oneOf(Mode.REPORT, Mode.HIDE, Mode.DEACTIVATE, Mode.DELETE, Mode.DELETE);
    Duration grace = dice.oneOf(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(7));
    int mostRemoved = dice.oneOf(1, 2, 10);
    String replace = dice.oneOf("ours", "ours", "any", "any", "");
    String rename = dice.chance(8) ? "ours" : "";
    var others = new ArrayList<String>();
    if (dice.chance(30)) {
      others.add("old_name = " + dice.oneOf("{created} {name}", "{name}-before", "{name} {name}"));
    }
    if (dice.chance(60)) {
      others.add("old_visibility = " + dice.oneOf(OldVisibility.values()).text());
    }
    return new LifeRules(keepOld, mode, grace, mostRemoved, replace, rename, others);
  }

  /** The lines of the configuration, but for {@code replace} and {@code rename}. */
  List<String> lines() {
    var lines = new ArrayList<>(others);
    lines.add("keep_old = " + keepOld);
    lines.add("withdrawn = " + mode.text());
    lines.add("withdrawn_grace = %dh".formatted(grace.toHours()));
    return lines;
  }
}
