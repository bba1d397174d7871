package io.glancesync.check;

import io.glancesync.config.Configuration;
import io.glancesync.config.Target;
import io.glancesync.image.Image;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.NearestName;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.schedule.Schedule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Warns of names in the configuration, in schedules and in pauses that do not exist. A run would
 * ignore such a name without a message, or fail. The check skips targets that refused the sign-in.
 */
public final class NameChecks {
  private final Supplier<Configuration> configuration;
  private final Supplier<List<Schedule>> schedules;
  private final Supplier<PausedRegions> paused;
  private final TokenCache tokenCache;

  public NameChecks(
      Supplier<Configuration> configuration,
      Supplier<List<Schedule>> schedules,
      Supplier<PausedRegions> paused,
      TokenCache tokenCache) {
    this.configuration = configuration;
    this.schedules = schedules;
    this.paused = paused;
    this.tokenCache = tokenCache;
  }

  /** Checks the list of the master region: it must have the images that are always copied. */
  public void listed(TargetChecks.Checkup checkup, RegionName region, Collection<Image> images) {
    if (!region.equals(configuration.get().masterRegion())) {
      return;
    }
    Map<String, Set<String>> targets = new TreeMap<>();
    for (Target target : configuration.get().targets().values()) {
      target
          .policy()
          .forcesyncs()
          .forEach(it -> targets.computeIfAbsent(it, key -> new TreeSet<>()).add(target.name()));
    }
    images.forEach(it -> targets.remove(it.id().value()));
    targets.forEach(
        (word, names) ->
            checkup.add(
                Check.warning(
                    "forcesyncs",
                    "%s (for %s) is the id of no image of the master region%s"
                        .formatted(word, String.join(", ", names), hint(word, images)))));
  }

  private static String hint(String word, Collection<Image> images) {
    return images.stream()
        .filter(it -> it.name().equals(word))
        .findFirst()
        .map(it -> "; it is the name of one: write its id, " + it.id().value())
        .orElseGet(
            () -> NearestName.hint(word, images.stream().map(it -> it.id().value()).toList()));
  }

  /** Checks all settings that name regions or targets. */
  public void run(TargetChecks.Checkup checkup) {
    Map<String, List<RegionName>> known = tokenCache.regions();
    Stream.of(ignored(known), preferred(known), scheduled(known), paused(known))
        .flatMap(it -> it)
        .forEach(checkup::add);
  }

  private Stream<Check> ignored(Map<String, List<RegionName>> known) {
    return known.entrySet().stream()
        .flatMap(
            target -> {
              List<String> regions = target.getValue().stream().map(RegionName::region).toList();
              return configuration.get().target(target.getKey()).ignoreRegions().stream()
                  .filter(it -> !regions.contains(it))
                  .sorted()
                  .map(
                      it ->
                          Check.warning(
                              "ignore_regions",
                              "target %s has no region %s%s"
                                  .formatted(target.getKey(), it, NearestName.hint(it, regions))));
            });
  }

  /** Checks preferred regions. An entry without a target may mean a region of any target. */
  private Stream<Check> preferred(Map<String, List<RegionName>> known) {
    List<RegionName> all = known.values().stream().flatMap(List::stream).toList();
    boolean isAllKnown = known.keySet().containsAll(configuration.get().targets().keySet());
    return configuration.get().preferableOrder().stream()
        .filter(it -> all.stream().noneMatch(region -> isMeant(it, region)))
        .filter(it -> isAllKnown || isOf(it, known.keySet()))
        .map(
            it ->
                Check.warning(
                    "preferable_order",
                    "there is no region %s%s"
                        .formatted(
                            it,
                            NearestName.hint(
                                it, all.stream().map(RegionName::toString).toList()))));
  }

  private static boolean isMeant(String entry, RegionName region) {
    return entry.equals(region.region()) || RegionName.of(entry).equals(region);
  }

  private static boolean isOf(String entry, Set<String> known) {
    RegionName region = RegionName.of(entry);
    return !region.isInMasterTarget() && known.contains(region.target());
  }

  private Stream<Check> scheduled(Map<String, List<RegionName>> known) {
    return schedules.get().stream()
        .flatMap(
            schedule ->
                schedule.regions().stream()
                    .flatMap(word -> unknown(word, known))
                    .map(
                        it ->
                            Check.warning(
                                "schedule " + schedule.name(),
                                "%s, so that each run of it fails; correct glancesync.schedule.%s.regions"
                                    .formatted(it, schedule.name()))));
  }

  private Stream<Check> paused(Map<String, List<RegionName>> known) {
    return paused.get().all().stream()
        .map(it -> it.region().toString())
        .flatMap(
            name ->
                unknown(name, known)
                    .map(
                        it ->
                            Check.warning(
                                PauseChecks.SUBJECT,
                                "%s, so that this pause has no effect; run: glancesync resume %s"
                                    .formatted(it, name))));
  }

  /** What is wrong with a region argument. */
  private Stream<String> unknown(String word, Map<String, List<RegionName>> known) {
    RegionName region = RegionName.of(word);
    Set<String> targets = configuration.get().targets().keySet();
    if (!targets.contains(region.target())) {
      List<String> words = targets.stream().map(it -> it + ":").toList();
      String target = region.target() + ":";
      return Stream.of(
          "there is no target %s%s".formatted(target, NearestName.hint(target, words)));
    }
    List<RegionName> regions = known.get(region.target());
    // a target that refused the sign-in has its own line
    if (word.endsWith(":") || regions == null || regions.contains(region)) {
      return Stream.empty();
    }
    List<String> names = regions.stream().map(RegionName::toString).toList();
    return Stream.of("there is no region %s%s".formatted(word, NearestName.hint(word, names)));
  }
}
