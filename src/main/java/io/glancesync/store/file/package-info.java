/** What one run leaves to the next, in files of the run-time data. */
package io.glancesync.store.file;
