package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.region.RegionName;

/**
 * A step that could be done, but that a guard does not let through.
 *
 * @param reason a sentence that says what was to be done, what stopped it and what to do about it
 * @param stop the guard's decision
 */
public record HeldBack(Step step, String reason, Stop stop) {
  public HeldBack {
    requireNonNull(step, "step");
    requireNonNull(reason, "reason");
    requireNonNull(stop, "stop");
  }

  public static HeldBack of(Step step, RegionName region, Stop stop) {
    return of(step, region, stop.cause(), stop);
  }

  /** A step that needs a kernel or ramdisk which is held back itself. */
  public static HeldBack of(Step step, RegionName region, Companion companion, Stop stop) {
    String cause =
        "its %s %s is held back (%s)"
            .formatted(companion.role().text(), companion.master().name(), stop.cause());
    return of(step, region, cause, stop);
  }

  private static HeldBack of(Step step, RegionName region, String cause, Stop stop) {
    String tried = step.action().attempt(step.imageName(), region);
    return new HeldBack(
        step, "Tried to %s, but %s; %s".formatted(tried, cause, stop.remedy()), stop);
  }
}
