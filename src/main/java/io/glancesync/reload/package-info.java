/**
 * Takes over what was edited in {@code routes/} while the service runs, or leaves all as it was.
 * Knows Camel, as {@code route} does.
 */
package io.glancesync.reload;
