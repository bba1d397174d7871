/** Bandwidth: the limits, and the waiting that enforces them. */
package io.glancesync.bandwidth;
