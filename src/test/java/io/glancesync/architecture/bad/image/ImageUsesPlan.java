package io.glancesync.architecture.bad.image;

import io.glancesync.architecture.bad.plan.AsksClock;

/** Depends upwards within the core. */
public record ImageUsesPlan(AsksClock plan) {}
