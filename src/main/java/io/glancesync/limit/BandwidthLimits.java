package io.glancesync.limit;

import io.glancesync.region.RegionName;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The limits for content that is sent to regions. Each limit applies to all of its copies together.
 * A copy is subject to the limits of its region and of its target, and to the total.
 *
 * @param total the limit for all copies together; empty when there is none
 * @param targets the limits of targets
 * @param regions the limits of regions
 * @param zone the time zone of the timetables
 */
public record BandwidthLimits(
    Optional<Timetable> total,
    SortedMap<String, Timetable> targets,
    SortedMap<RegionName, Timetable> regions,
    ZoneId zone) {

  public BandwidthLimits {
    total = total.filter(Predicate.not(Timetable::isOff));
    targets = limited(targets);
    regions = limited(regions);
  }

  private static <K> SortedMap<K, Timetable> limited(Map<K, Timetable> timetables) {
    var limited = new TreeMap<K, Timetable>(timetables);
    limited.values().removeIf(Timetable::isOff);
    return limited;
  }

  boolean isNone() {
    return total.isEmpty() && targets.isEmpty() && regions.isEmpty();
  }

  BandwidthLimits withTotal(Timetable other) {
    return new BandwidthLimits(Optional.of(other), targets, regions, zone);
  }

  Rate totalAt(LocalDateTime moment) {
    return total.map(it -> it.rateAt(moment)).orElse(Rate.OFF);
  }

  Rate targetAt(String target, LocalDateTime moment) {
    Timetable timetable = targets.get(target);
    return timetable == null ? Rate.OFF : timetable.rateAt(moment);
  }

  Rate regionAt(RegionName region, LocalDateTime moment) {
    Timetable timetable = regions.get(region);
    return timetable == null ? Rate.OFF : timetable.rateAt(moment);
  }

  RatesInForce at(LocalDateTime moment) {
    return new RatesInForce(
        Optional.of(totalAt(moment)).filter(it -> !it.equals(Rate.OFF)),
        limited(targets, moment),
        limited(regions, moment));
  }

  private static <K> Map<K, Rate> limited(Map<K, Timetable> timetables, LocalDateTime moment) {
    var limited = new TreeMap<K, Rate>();
    timetables.forEach((key, it) -> limited.put(key, it.rateAt(moment)));
    limited.values().removeIf(Rate.OFF::equals);
    return limited;
  }
}
