package io.glancesync.architecture.bad.transfer;

import io.glancesync.architecture.bad.route.RouteUsesCommand;

/** Depends on a route from below. */
public record EdgeUsesRoute(RouteUsesCommand route) {}
