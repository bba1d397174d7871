package io.glancesync.architecture.bad.misc;

/** Lies in a package that nobody knows the purpose of. */
public record Homeless() {}
