package io.glancesync.architecture.bad.plan.condition;

/** Does two things at once in the core. */
public record StartsThread(Thread thread) {}
