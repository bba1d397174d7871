package io.glancesync.architecture.bad.route;

import io.glancesync.architecture.bad.cli.CommandUsesRoute;

/** Depends on a command from beside it. */
public record RouteUsesCommand(CommandUsesRoute command) {}
