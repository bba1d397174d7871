/**
 * An OpenStack in this process: Keystones v3 and Glances v2 on loopback, that answer as the real
 * ones do, and fail when they are told to. It knows nothing of the rest of the program; the
 * contract tests hold it against real servers.
 */
package io.glancesync.embedded;
