package io.glancesync.error;

import java.time.Duration;

/**
 * How failed requests are retried. {@code routes/90-errors} reads the other values of this group.
 *
 * @param maxDelay the longest delay, and the longest that a server may ask for
 */
public record RetrySettings(Duration maxDelay) {}
