package io.glancesync.architecture.bad.plan;

import io.glancesync.architecture.bad.transfer.EdgeUsesRoute;

/** Depends on an edge from the core. */
public record CoreUsesEdge(EdgeUsesRoute edge) {}
