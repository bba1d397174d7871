package io.glancesync.plan;

import io.glancesync.image.Image;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What is done about a region's image whose content is not the master's (specification, section 5,
 * "Order of the checksum rules").
 */
record ChecksumRule(State state, BiPredicate<Policy, String> applies) {
  /** What names the checksum beats {@code any}; of two equals the one that keeps the old wins. */
  private static final List<ChecksumRule> RULES =
      List.of(
          new ChecksumRule(
              State.OK_STALLED_CHECKSUM, (policy, sum) -> policy.dontupdate().contains(sum)),
          new ChecksumRule(State.PENDING_RENAME, (policy, sum) -> policy.rename().contains(sum)),
          new ChecksumRule(State.PENDING_REPLACE, (policy, sum) -> policy.replace().contains(sum)),
          new ChecksumRule(
              State.PENDING_RENAME, (policy, sum) -> policy.rename().contains(Policy.ANY)),
          new ChecksumRule(
              State.PENDING_REPLACE, (policy, sum) -> policy.replace().contains(Policy.ANY)));

  /** What the content alone says; {@link State#OK} when it is the master's. */
  static State stateByContent(Image master, Optional<Image> counterpart, Policy policy) {
    if (counterpart.isEmpty()) {
      return State.PENDING_UPLOAD;
    }
    Image existing = counterpart.get();
    if (existing.sameContentAs(master)) {
      return State.OK;
    }
    return RULES.stream()
        .filter(rule -> rule.applies.test(policy, existing.checksum()))
        .map(ChecksumRule::state)
        .findFirst()
        .orElse(State.ERROR_CHECKSUM);
  }
}
