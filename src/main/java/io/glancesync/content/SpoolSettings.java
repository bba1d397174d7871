package io.glancesync.content;

import java.time.Duration;

/**
 * The spool.
 *
 * @param maxSize in bytes; 0 switches it off
 * @param maxWait how long an image waits for room
 */
public record SpoolSettings(long maxSize, Duration maxWait) {}
