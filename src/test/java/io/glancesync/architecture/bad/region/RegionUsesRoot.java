package io.glancesync.architecture.bad.region;

import io.glancesync.architecture.bad.Root;

/** Depends on the root. */
public record RegionUsesRoot(Root root) {}
