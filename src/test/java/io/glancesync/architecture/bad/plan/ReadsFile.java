package io.glancesync.architecture.bad.plan;

import java.nio.file.Path;

/** Knows files in the core. */
public record ReadsFile(Path file) {}
