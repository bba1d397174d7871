/**
 * Metrics for Prometheus: a pure function of the view of what is going on, and a file of them for
 * hosts on which no port is opened.
 */
package io.glancesync.metrics;
