package io.glancesync.run;

import java.time.Duration;

/**
 * Dead letters.
 *
 * @param maxCount how many are kept
 * @param warnAfter the age from which one is old
 */
public record DeadLetterSettings(int maxCount, Duration warnAfter) {}
