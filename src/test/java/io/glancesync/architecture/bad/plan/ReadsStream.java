package io.glancesync.architecture.bad.plan;

import java.io.InputStream;

/** Reads in the core. */
public record ReadsStream(InputStream stream) {}
