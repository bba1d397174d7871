package io.glancesync.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is asked to do.
 *
 * @param regions region arguments, as users write them; empty means the regions of the target
 *     master
 * @param dryRun whether the run only plans
 * @param parallel how many regions are worked on at the same time, above 0
 * @param confirmed what guards let through, because somebody confirms it
 * @param images the images that the run is about
 * @param narrowed whether the run sees or selects other images than the configuration says, so that
 *     a missing image proves nothing
 * @param begunBy who began the run, for people; empty as long as nobody said it
 * @param requestId of the request that asked for it, sent on to all servers; empty if none did
 */
public record RunRequest(
    List<String> regions,
    boolean dryRun,
    int parallel,
    Set<Confirmation> confirmed,
    ImageScope images,
    boolean narrowed,
    Optional<String> begunBy,
    Optional<String> requestId) {
  public RunRequest {
    regions = List.copyOf(regions);
    confirmed = Set.copyOf(confirmed);
    requireNonNull(images, "images");
    requireNonNull(begunBy, "begunBy");
    requireNonNull(requestId, "requestId");
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + ", but must be above 0");
    }
  }

  private static final String SCHEDULE = "schedule ";

  /** A run of which nobody said yet who began it. */
  public RunRequest(
      List<String> regions,
      boolean dryRun,
      int parallel,
      Set<Confirmation> confirmed,
      ImageScope images,
      boolean narrowed) {
    this(
        regions, dryRun, parallel, confirmed, images, narrowed, Optional.empty(), Optional.empty());
  }

  /** A run about all images, by the rules of the configuration, of which nothing is confirmed. */
  public RunRequest(List<String> regions, boolean dryRun, int parallel) {
    this(regions, dryRun, parallel, Set.of(), new ImageScope.All(), false);
  }

  /** The run, for which something is confirmed. */
  public RunRequest confirming(Confirmation... what) {
    return new RunRequest(
        regions, dryRun, parallel, Set.of(what), images, narrowed, begunBy, requestId);
  }

  /**
   * The run, with who began it.
   *
   * @param who such as {@code schedule hourly} or {@code root@host}
   */
  public RunRequest begunBy(String who) {
    return new RunRequest(
        regions, dryRun, parallel, confirmed, images, narrowed, Optional.of(who), requestId);
  }

  /**
   * The run, asked for by a request that has an id.
   *
   * @param id as OpenStack writes it: {@code req-} and a UUID
   */
  public RunRequest askedBy(Optional<String> id) {
    return new RunRequest(regions, dryRun, parallel, confirmed, images, narrowed, begunBy, id);
  }

  /** The run, begun by a schedule. */
  public RunRequest begunBySchedule(String name) {
    return begunBy(SCHEDULE + name);
  }

  /** The name of the schedule that has begun a run; empty when somebody else has. */
  public static Optional<String> schedule(String begunBy) {
    return Optional.of(begunBy)
        .filter(it -> it.startsWith(SCHEDULE))
        .map(it -> it.substring(SCHEDULE.length()));
  }
}
