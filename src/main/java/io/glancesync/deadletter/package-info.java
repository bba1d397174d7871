/** Transfers that failed for good: as records, as JSON and as files. */
package io.glancesync.deadletter;
