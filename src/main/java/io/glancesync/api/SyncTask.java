package io.glancesync.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A sync of one region that a caller of the API asked for (API version 1, section 6).
 *
 * @param id a UUID
 * @param region as users write it
 * @param user who asked
 * @param project of the token that asked
 * @param requestId of the request that asked; null in files of earlier versions
 * @param asked when; ISO 8601, as the next two
 * @param begun when its run began; null before
 * @param ended when its run ended; null before
 * @param run the id of that run; null before it ended
 * @param message what went wrong first; null if nothing did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncTask(
    String id,
    String region,
    String user,
    String project,
    String requestId,
    TaskStatus status,
    String asked,
    String begun,
    String ended,
    String run,
    String message)
    implements TaskStore.StoredTask {
  /** The words of the API. */
  public enum TaskStatus {
    syncing,
    synced,
    failed
  }

  public SyncTask {
    // a file that lacks one of them, or has nonsense, is none of ours
    UUID.fromString(id);
    Instant.parse(asked);
    if (region.isEmpty() || status == null) {
      throw new IllegalArgumentException("a task has a region and a status");
    }
  }

  static SyncTask of(String region, Caller caller, String requestId, Instant now) {
    return new SyncTask(
        UUID.randomUUID().toString(),
        region,
        caller.user(),
        caller.project(),
        requestId,
        TaskStatus.syncing,
        now.toString(),
        null,
        null,
        null,
        null);
  }

  /**
   * The task after its run.
   *
   * @param problem what went wrong first; empty if nothing did
   */
  SyncTask ended(Instant begin, Instant end, Optional<String> inRun, Optional<String> problem) {
    return new SyncTask(
        id,
        region,
        user,
        project,
        requestId,
        problem.isPresent() ? TaskStatus.failed : TaskStatus.synced,
        asked,
        begin.toString(),
        end.toString(),
        inRun.orElse(null),
        problem.orElse(null));
  }

  boolean isAtWork() {
    return status == TaskStatus.syncing;
  }

  /** What the answers say of it. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("taskId", id);
    json.put("status", status.name());
    if (run != null) {
      json.put("run", run);
    }
    if (message != null) {
      json.put("message", message);
    }
    return json;
  }
}
