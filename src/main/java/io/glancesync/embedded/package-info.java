/**
 * An OpenStack in this process: Keystones v3 and Glances v2 on loopback. They answer as real ones
 * do, and fail when they are told to. This package and those below it know nothing of the rest of
 * the program. The contract tests compare it with real servers.
 */
package io.glancesync.embedded;
