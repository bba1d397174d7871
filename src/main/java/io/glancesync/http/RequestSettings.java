package io.glancesync.http;

import java.time.Duration;

/**
 * How long a request may take.
 *
 * @param connectTimeout for a connection
 * @param responseTimeout for a whole answer after that
 * @param stallTimeout without any byte of content moving
 * @param storeTimeout for a Glance to store content after it was sent
 */
public record RequestSettings(
    Duration connectTimeout,
    Duration responseTimeout,
    Duration stallTimeout,
    Duration storeTimeout) {}
