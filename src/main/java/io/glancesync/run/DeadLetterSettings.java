package io.glancesync.run;

import java.time.Duration;

/**
 * Dead letters.
 *
 * @param maxCount how many are kept
 * @param warnAfter the age from which one is old
 * @param maxWait how long a permanent failure waits for its next try at most; zero if each run
 *     tries it again
 */
public record DeadLetterSettings(int maxCount, Duration warnAfter, Duration maxWait) {}
