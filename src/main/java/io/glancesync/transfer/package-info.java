/** One step on its way to a region: as a record, as JSON, and in the journal. */
package io.glancesync.transfer;
