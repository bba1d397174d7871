package io.glancesync.api.asked;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.glancesync.api.TaskStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run that a caller of the API asked for.
 *
 * @param id a UUID
 * @param wish what it is to do
 * @param user who asked
 * @param requestId of the request that asked
 * @param key the idempotency key of that request; null if it had none
 * @param print tells the request's body from others
 * @param asked when; ISO 8601, as the next two
 * @param begun when its run began; null as long as it has not ended
 * @param ended when its run ended; null before
 * @param run the id of that run; null before it is known
 * @param message what went wrong first; null if nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AskedRun(
    String id,
    RunWish wish,
    AskedState state,
    String user,
    String requestId,
    String key,
    String print,
    String asked,
    String begun,
    String ended,
    String run,
    String message)
    implements TaskStore.StoredTask {
  /** How far it is. */
  public enum AskedState {
    queued,
    /** In no file: a run at work says it itself. */
    running,
    in_sync,
    changed,
    failed,
    cancelled;

    /** Whether nothing more will come of it. */
    public boolean isOver() {
      return this != queued && this != running;
    }
  }

  /**
   * What a run is to do. Whatever is empty is not narrowed down.
   *
   * @param regions as users write them
   * @param images names with {@code *} and {@code ?}, or ids
   * @param parallel how many regions at the same time; 0 for as many as configured
   * @param letters the ids of the dead letters that it is about, and of nothing else
   * @param note why, for people
   */
  public record RunWish(
      List<String> regions,
      List<String> images,
      boolean dryRun,
      int parallel,
      boolean acceptShrunkenMaster,
      List<String> letters,
      String note) {
    public RunWish {
      regions = List.copyOf(regions);
      images = List.copyOf(images);
      letters = List.copyOf(letters);
    }

    /** A run about some dead letters. */
    public static RunWish ofLetters(List<String> letters) {
      return new RunWish(List.of(), List.of(), false, 0, false, letters, "");
    }

    /** A run about some regions; about those of the target master if there are none. */
    public static RunWish ofRegions(List<String> regions, String note) {
      return new RunWish(regions, List.of(), false, 0, false, List.of(), note);
    }
  }

  public AskedRun {
    // a file that lacks one of them, or has nonsense, is none of ours
    UUID.fromString(id);
    Instant.parse(asked);
    if (wish == null || state == null || user == null || requestId == null) {
      throw new IllegalArgumentException("it lacks a field");
    }
  }

  /**
   * The same after its end.
   *
   * @param inRun the run that did it; null if none began
   * @param from when that run began; null if none did
   * @param problem what went wrong first; null if nothing did
   */
  AskedRun ended(AskedState how, Instant now, String inRun, Instant from, String problem) {
    return new AskedRun(
        id,
        wish,
        how,
        user,
        requestId,
        key,
        print,
        asked,
        from == null ? null : from.toString(),
        now.toString(),
        inRun,
        problem);
  }

  /** The same, which ends without a run. */
  AskedRun ended(AskedState how, Instant now, String problem) {
    return ended(how, now, null, null, problem);
  }
}
