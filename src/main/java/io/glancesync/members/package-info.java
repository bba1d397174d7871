/**
 * Members of shared images: whose are read before a region is compared, and what makes them right
 * afterwards.
 */
package io.glancesync.members;
