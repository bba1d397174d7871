package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.region.RegionName;
import java.util.Optional;

/**
 * A step that could be done, but that is not let through.
 *
 * @param companion the kernel or ramdisk that is held back, and that the step needs; empty when the
 *     step itself is
 * @param stop the decision
 */
public record HeldBack(Step step, RegionName region, Optional<Companion> companion, Stop stop) {
  public HeldBack {
    requireNonNull(step, "step");
    requireNonNull(region, "region");
    requireNonNull(companion, "companion");
    requireNonNull(stop, "stop");
  }

  public static HeldBack of(Step step, RegionName region, Stop stop) {
    return new HeldBack(step, region, Optional.empty(), stop);
  }

  /** A step that needs a kernel or ramdisk which is held back itself. */
  public static HeldBack of(Step step, RegionName region, Companion companion, Stop stop) {
    return new HeldBack(step, region, Optional.of(companion), stop);
  }

  /** For the report of a run: what was to be done, what stopped it and what to do about it. */
  public String reason() {
    return "Tried to %s, but %s; %s".formatted(deed(), cause(), stop.remedy());
  }

  /** For who only looks: what a run would do, and what stops it. */
  public String forecast() {
    return "a run would %s, but %s".formatted(deed(), cause());
  }

  /** The same, with what to do about it. */
  public String forecastWithRemedy() {
    return forecast() + "; " + stop.remedy();
  }

  /** What is held back: {@code it}, or {@code its kernel base_kernel}. */
  public String subject() {
    return companion
        .map(it -> "its %s %s".formatted(it.role().text(), it.master().name()))
        .orElse("it");
  }

  private String deed() {
    return step.action().attempt(step.imageName(), region);
  }

  private String cause() {
    return companion.isPresent()
        ? "%s is held back (%s)".formatted(subject(), stop.cause())
        : stop.cause();
  }
}
