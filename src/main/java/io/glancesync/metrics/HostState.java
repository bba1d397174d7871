package io.glancesync.metrics;

import io.glancesync.limit.RatesInForce;

/**
 * What metrics tell beyond the view of what is going on.
 *
 * @param version of the program
 * @param spooled bytes that the spool takes
 * @param spoolLimit bytes that it may take
 */
public record HostState(String version, long spooled, long spoolLimit, RatesInForce rates) {}
