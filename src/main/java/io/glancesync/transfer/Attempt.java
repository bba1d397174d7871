package io.glancesync.transfer;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One request of a transfer that failed.
 *
 * @param run the run that made it
 * @param answer what came back, in few words: {@code 503 Service Unavailable}
 * @param requestId by which OpenStack's own log can be searched
 */
public record Attempt(Instant time, String run, String answer, Optional<String> requestId) {
  public Attempt {
    requireNonNull(time, "time");
    requireNonNull(run, "run");
    requireNonNull(answer, "answer");
    requireNonNull(requestId, "requestId");
  }
}
