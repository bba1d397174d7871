package io.glancesync.api;

import io.glancesync.config.credential.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** How long a request for events may wait for the next one. */
public final class EventWait {
  public static final String PATH = "/v2/events";
  public static final String SINCE = "since";
  public static final String WAIT = "wait";

  /** Seconds. Proxies give up after a minute. */
  public static final int LONGEST = 55;

  private final LongSupplier newest;
  private final Predicate<Optional<Secret>> isKnown;

  /**
   * @param newest the id of the newest event
   * @param isKnown whether a token need not be asked about; also whether none is needed
   */
  public EventWait(LongSupplier newest, Predicate<Optional<Secret>> isKnown) {
    this.newest = newest;
    this.isKnown = isKnown;
  }

  /** The id of the newest event. */
  public long newest() {
    return newest.getAsLong();
  }

  /**
   * How long; zero if there is something to tell already, or if it is no such request. What is
   * wrong with it is for its route to say.
   */
  public Duration longest(String path, String rawQuery, Optional<Secret> token) {
    if (!path.equals(PATH)) {
      return Duration.ZERO;
    }
    try {
      ApiQuery query = ApiQuery.of(rawQuery);
      long wait = query.number(WAIT, 0, 0, LONGEST);
      boolean isUpToDate = query.number(SINCE, 0, 0, Long.MAX_VALUE) == newest();
      return isUpToDate && isKnown.test(token) ? Duration.ofSeconds(wait) : Duration.ZERO;
    } catch (ApiException | IllegalArgumentException e) {
      return Duration.ZERO;
    }
  }
}
