/** {@code runs}: what past runs did, and what the present one does. */
package io.glancesync.cli.history;
