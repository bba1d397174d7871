package io.glancesync.architecture.bad.cli;

import io.glancesync.architecture.bad.route.RouteUsesCommand;

/** Depends on a route from beside it. */
public record CommandUsesRoute(RouteUsesCommand route) {}
