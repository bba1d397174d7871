package io.glancesync.overview;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param id counts from 1 on, in one epoch
 */
public record OverviewEvent(long id, Instant time, Happening what) {}
