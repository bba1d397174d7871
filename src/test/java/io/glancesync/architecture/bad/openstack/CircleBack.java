package io.glancesync.architecture.bad.openstack;

import io.glancesync.architecture.bad.config.CircleThere;

/** Is the other half of a circle. */
public record CircleBack(CircleThere there) {}
