/** A Glance v2 for one region. */
package io.glancesync.embedded.glance;
