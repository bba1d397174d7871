package io.glancesync.limit;

import java.time.Duration;

/**
 * How a region that does not answer is treated.
 *
 * @param probeInterval the time between two probes
 * @param outageTimeout how long a run waits for it
 */
public record RegionSettings(Duration probeInterval, Duration outageTimeout) {}
