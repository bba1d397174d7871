package io.glancesync.architecture.bad.condition;

/** Does two things at once in the core. */
public record StartsThread(Thread thread) {}
