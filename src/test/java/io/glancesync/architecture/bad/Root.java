package io.glancesync.architecture.bad;

/** Stands for the program itself. */
public record Root() {}
