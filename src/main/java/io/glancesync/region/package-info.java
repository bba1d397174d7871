/** Names of regions, and the choice among them. */
package io.glancesync.region;
