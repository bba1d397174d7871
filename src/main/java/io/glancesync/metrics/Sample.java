package io.glancesync.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/**
 * The value of a series at one moment.
 *
 * @param value of a summary, the sum
 * @param count of a summary, how many; else 0
 */
record Sample(Metric metric, Labels labels, double value, long count) {
  /** What tells it from all others. */
  record Series(Metric metric, Labels labels) {}

  Series series() {
    return new Series(metric, labels);
  }
}
