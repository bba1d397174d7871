package io.glancesync.architecture.bad.config;

import io.glancesync.architecture.bad.openstack.CircleBack;

/** Is half of a circle. */
public record CircleThere(CircleBack back) {}
