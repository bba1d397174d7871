/**
 * The status page: the files that a browser gets. What they show, the page asks version 2 of the
 * API for.
 */
package io.glancesync.api.page;
