package io.glancesync.check;

import io.glancesync.config.Configuration;
import io.glancesync.limit.BandwidthLimits;
import io.glancesync.limit.Timetable;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.NearestName;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reports the bandwidth limits, and those that apply to no existing region or target. */
public final class BandwidthChecks {
  private static final String SUBJECT = "bandwidth";

  private final Supplier<BandwidthLimits> allowance;
  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final Clock clock;

  public BandwidthChecks(
      Supplier<BandwidthLimits> allowance,
      Supplier<Configuration> configuration,
      TokenCache tokenCache,
      Clock clock) {
    this.allowance = allowance;
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.clock = clock;
  }

  /** One line per limit. */
  public List<Check> all() {
    BandwidthLimits current = allowance.get();
    var checks = new ArrayList<Check>();
    current
        .total()
        .ifPresent(it -> checks.add(Check.ok(SUBJECT, "total: " + text(it, current.zone()))));
    current.targets().forEach((name, it) -> checks.add(ofTarget(name, text(it, current.zone()))));
    current.regions().forEach((name, it) -> checks.add(ofRegion(name, text(it, current.zone()))));
    return checks.isEmpty() ? List.of(Check.ok(SUBJECT, "no limit")) : checks;
  }

  private Check ofTarget(String name, String limit) {
    String text = "to target %s: %s".formatted(name, limit);
    Set<String> targets = configuration.get().targets().keySet();
    return targets.contains(name)
        ? Check.ok(SUBJECT, text)
        : about(text, "there is no such target" + NearestName.hint(name, targets));
  }

  private Check ofRegion(RegionName name, String limit) {
    String text = "to %s: %s".formatted(name, limit);
    // a target that refused the sign-in has its own line
    List<RegionName> known = tokenCache.regions().getOrDefault(name.target(), List.of(name));
    return known.contains(name)
        ? Check.ok(SUBJECT, text)
        : about(
            text,
            "there is no such region"
                + NearestName.hint("" + name, known.stream().map(RegionName::toString).toList()));
  }

  private static Check about(String text, String problem) {
    return Check.warning(
        SUBJECT, "%s, but %s; correct it in conf/application.properties".formatted(text, problem));
  }

  private String text(Timetable timetable, ZoneId zone) {
    return timetable.isConstant()
        ? timetable + " per second"
        : "%s per second (time zone %s), now %s"
            .formatted(
                timetable, zone, timetable.rateAt(LocalDateTime.ofInstant(clock.instant(), zone)));
  }
}
