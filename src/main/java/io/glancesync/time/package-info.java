/** Measures durations, whatever happens to the system clock. */
package io.glancesync.time;
