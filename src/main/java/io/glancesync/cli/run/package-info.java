/**
 * What commands share that start a run: the engine, the context of a command, the way a run is
 * shown.
 */
package io.glancesync.cli.run;
