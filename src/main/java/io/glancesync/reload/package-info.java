/**
 * Applies edits of {@code routes/} and {@code conf/} while the service runs, or leaves everything
 * as it was. Like {@code route}, this package uses Camel.
 */
package io.glancesync.reload;
