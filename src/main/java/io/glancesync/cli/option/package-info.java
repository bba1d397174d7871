/** Options of the command line, and exit codes. */
package io.glancesync.cli.option;
