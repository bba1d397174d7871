package io.glancesync.api.v2;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.run.PauseFile;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** Makes runs leave regions out, and ends that. */
public final class PauseAnswers {
  private final PauseFile pauses;
  private final Supplier<RegionName> master;
  private final Runnable changed;
  private final RegionAnswers regions;
  private final Clock clock;

  /**
   * @param changed reads the pauses anew for the view
   */
  public PauseAnswers(
      PauseFile pauses,
      Supplier<RegionName> master,
      Runnable changed,
      RegionAnswers regions,
      Clock clock) {
    this.pauses = pauses;
    this.master = master;
    this.changed = changed;
    this.regions = regions;
    this.clock = clock;
  }

  /** Pauses a region, or resumes it. The answer is the region as it is then. */
  public ApiAnswer change(ApiRequest request) {
    request.call().query().only();
    PauseWish wish = PauseWish.of(request);
    RegionName region = RegionName.of(request.region());
    Instant now = clock.instant();
    if (wish.isPaused()) {
      RegionPause pause = pause(region, wish, now, PauseWish.by(request));
      pauses.change(it -> it.at(now).with(pause));
    } else {
      requireNoPauseOfTarget(region, pauses.read().at(now));
      pauses.change(it -> it.at(now).without(it.at(now).endedBy(region)));
    }
    changed.run();
    return regions.now(region);
  }

  private static void requireNoPauseOfTarget(RegionName region, PausedRegions paused) {
    if (paused.named(region).isEmpty() && paused.of(region).isPresent()) {
      throw ApiException.of(
          ProblemType.CONFLICT,
          "The region %s is paused together with its target; glancesync resume %s: ends that for all of its regions"
              .formatted(region, region.target()));
    }
  }

  private RegionPause pause(RegionName region, PauseWish wish, Instant now, String by) {
    if (region.equals(master.get())) {
      throw JsonBody.wrong(
          "The master region %s cannot be paused, as each run reads it; pause the regions that are to be left out"
              .formatted(region));
    }
    return new RegionPause(region, now.truncatedTo(SECONDS), wish.end(now), wish.reasonText(), by);
  }
}
