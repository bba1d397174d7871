package io.glancesync.architecture.bad.plan;

import java.time.Clock;

/** Tells the time in the core. */
public record AsksClock(Clock clock) {}
