/** What a run did, as data. */
package io.glancesync.report;
