package io.glancesync.deadletter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a permanent failure is tried again, if nothing changes before (specification, section 9).
 *
 * @param failures in how many runs the same work failed for good, above 0
 * @param nextTry from when on a run tries it again
 * @param configuration tells the configuration of the last failure from others
 */
public record BackOff(int failures, Instant nextTry, String configuration) {
  /** After the first failure, the second, the third, and each further one. */
  private static final List<Duration> WAITS =
      List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12), Duration.ofHours(24));

  public BackOff {
    requireNonNull(nextTry, "nextTry");
    requireNonNull(configuration, "configuration");
    if (failures < 1) {
      throw new IllegalArgumentException("failures is " + failures + ", but must be above 0");
    }
  }

  /**
   * After so many failures.
   *
   * @param begun when the run of the last one began
   * @param longest the longest wait; zero if each run tries again
   */
  public static BackOff after(int failures, Instant begun, Duration longest, String configuration) {
    return new BackOff(failures, begun.plus(wait(failures, longest)), configuration);
  }

  /** The same after so many more failures before. */
  BackOff repeated(int before, Duration longest) {
    Instant begun = nextTry.minus(wait(failures, longest));
    return after(before + failures, begun, longest, configuration);
  }

  private static Duration wait(int failures, Duration longest) {
    Duration wait = WAITS.get(Math.min(failures, WAITS.size()) - 1);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
