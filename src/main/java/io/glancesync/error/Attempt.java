package io.glancesync.error;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A failed request of a transfer.
 *
 * @param run the run that made it
 * @param answer the answer or error, in a short text: {@code 503 Service Unavailable}
 * @param requestId the request id, to search for in OpenStack's own log
 */
public record Attempt(Instant time, String run, String answer, Optional<String> requestId) {
  public Attempt {
    requireNonNull(time, "time");
    requireNonNull(run, "run");
    requireNonNull(answer, "answer");
    requireNonNull(requestId, "requestId");
  }
}
