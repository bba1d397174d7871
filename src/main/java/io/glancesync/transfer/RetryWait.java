package io.glancesync.transfer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a transfer waits for before one of its requests is sent again.
 *
 * @param delay until then
 * @param requestId of the answer that made it necessary, as OpenStack's own logs have it
 */
public record RetryWait(Duration delay, Optional<String> requestId) {
  public RetryWait {
    requireNonNull(delay, "delay");
    requireNonNull(requestId, "requestId");
  }
}
