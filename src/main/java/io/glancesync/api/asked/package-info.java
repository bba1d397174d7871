/**
 * The runs that callers of version 2 of the HTTP API ask for: each waits for its turn in a file, is
 * done by one run, and is told of as long as it is kept.
 */
package io.glancesync.api.asked;
