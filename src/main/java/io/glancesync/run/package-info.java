/** Runs: their requests, their locks, what they have done so far, and which regions are next. */
package io.glancesync.run;
