/** How much may happen at once: permits, threads, bandwidth, and regions that do not answer. */
package io.glancesync.limit;
