package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.Likeness;
import io.glancesync.plan.Policy;
import io.glancesync.plan.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is done about a region's image whose content is not the master's (specification, section 5,
 * "Order of the checksum rules").
 */
record ChecksumRule(State state, String name, Function<Policy, Set<String>> key, Selector word) {
  /** How a key speaks of an image. */
  private enum Selector {
    CHECKSUM,
    OURS,
    ANY;

    boolean isIn(Set<String> words, Counterpart existing) {
      return switch (this) {
        case CHECKSUM -> words.contains(existing.image().checksum());
        case OURS -> existing.isOurs() && words.contains(Policy.OURS);
        case ANY -> words.contains(Policy.ANY);
      };
    }
  }

  /**
   * What names the checksum beats {@code ours}, which beats {@code any}; of two equals the one that
   * keeps the old wins.
   */
  private static final List<ChecksumRule> RULES =
      List.of(
          new ChecksumRule(
              State.OK_STALLED_CHECKSUM, "dontupdate", Policy::dontupdate, Selector.CHECKSUM),
          new ChecksumRule(State.PENDING_RENAME, "rename", Policy::rename, Selector.CHECKSUM),
          new ChecksumRule(State.PENDING_REPLACE, "replace", Policy::replace, Selector.CHECKSUM),
          new ChecksumRule(State.PENDING_RENAME, "rename", Policy::rename, Selector.OURS),
          new ChecksumRule(State.PENDING_REPLACE, "replace", Policy::replace, Selector.OURS),
          new ChecksumRule(State.PENDING_RENAME, "rename", Policy::rename, Selector.ANY),
          new ChecksumRule(State.PENDING_REPLACE, "replace", Policy::replace, Selector.ANY));

  /** What the content alone says; {@link State#OK} when it is the master's, or may be. */
  static State stateByContent(Image master, Optional<Counterpart> counterpart, Policy policy) {
    if (counterpart.isEmpty()) {
      return State.PENDING_UPLOAD;
    }
    Counterpart existing = counterpart.get();
    // where nobody can tell, nothing is replaced; a warning says so
    if (existing.content() != Likeness.OTHER) {
      return State.OK;
    }
    return deciding(master, existing, policy).map(ChecksumRule::state).orElse(State.ERROR_CHECKSUM);
  }

  /** The rule that decides about an image with other content; empty when it is left alone. */
  static Optional<ChecksumRule> deciding(Image master, Counterpart existing, Policy policy) {
    return RULES.stream()
        .filter(rule -> rule.word.isIn(rule.key.apply(policy), existing))
        .filter(rule -> !rule.state.isCopy() || !isProtectedThere(master, existing.image()))
        .findFirst();
  }

  /** The rule, as it stands in the configuration. */
  String text(Counterpart existing) {
    return switch (word) {
      case CHECKSUM -> "its checksum %s is in %s".formatted(existing.image().checksum(), name);
      case OURS -> "%s contains ours, and GlanceSync made the image".formatted(name);
      case ANY -> "%s contains any".formatted(name);
    };
  }

  /** Whether somebody in the region wants to keep this image: no copy is protected by itself. */
  static boolean isProtectedThere(Image master, Image existing) {
    return existing.isProtected() && !master.isProtected();
  }
}
