package io.glancesync.region;

import static java.util.function.Predicate.not;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The regions that runs leave out.
 *
 * @param all one pause for each name, in the order of the names
 */
public record PausedRegions(List<RegionPause> all) {
  /** No region is paused. */
  public static final PausedRegions NONE = new PausedRegions(List.of());

  public PausedRegions {
    all = List.copyOf(all);
  }

  /** In the order of their names. */
  public static PausedRegions of(Collection<RegionPause> pauses) {
    return new PausedRegions(
        pauses.stream().sorted((one, other) -> one.region().compareTo(other.region())).toList());
  }

  /** Those that are in force at that time. */
  public PausedRegions at(Instant now) {
    return new PausedRegions(all.stream().filter(it -> it.isInForce(now)).toList());
  }

  /**
   * Why a region is left out: its own pause, or that of its whole target, whichever lasts longer.
   *
   * @param region a region, or a target without a region
   */
  public Optional<RegionPause> of(RegionName region) {
    return all.stream()
        .filter(it -> it.region().equals(region) || it.region().equals(region.wholeTarget()))
        .reduce((one, other) -> other.outlasts(one) ? other : one);
  }

  /** The pause that has exactly this name. */
  public Optional<RegionPause> named(RegionName name) {
    return all.stream().filter(it -> it.region().equals(name)).findFirst();
  }

  /** With one more, which replaces another of the same name. */
  public PausedRegions with(RegionPause pause) {
    var pauses =
        new ArrayList<>(all.stream().filter(it -> !it.region().equals(pause.region())).toList());
    pauses.add(pause);
    return of(pauses);
  }

  /** Without these. */
  public PausedRegions without(Collection<RegionPause> ended) {
    return new PausedRegions(all.stream().filter(not(ended::contains)).toList());
  }

  /** Those that a user ends with this name: for a whole target also those of its regions. */
  public List<RegionPause> endedBy(RegionName name) {
    return all.stream()
        .filter(it -> it.region().equals(name) || name.equals(it.region().wholeTarget()))
        .toList();
  }
}
