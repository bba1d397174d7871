package io.glancesync.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All metrics. No label is about an image, so that the number of series is bounded by regions and
 * states.
 */
public enum Metric {
  REGION_LAST_IN_STEP(
      MetricKind.GAUGE,
      Span.LASTING,
      "glancesync_region_last_in_step_timestamp_seconds",
      "When the region was last in step with the master region, as Unix time",
      "region"),
  REGION_LAST_COMPARED(
      MetricKind.GAUGE,
      Span.LASTING,
      "glancesync_region_last_compared_timestamp_seconds",
      "When all images of the region were last compared with the master region, as Unix time",
      "region"),
  REGION_REACHABLE(
      MetricKind.GAUGE,
      Span.LASTING,
      "glancesync_region_reachable",
      "Whether the region answered when it was last asked: 1 or 0",
      "region"),
  REGION_PAUSED(
      MetricKind.GAUGE,
      Span.PRESENT,
      "glancesync_region_paused",
      "Whether somebody paused the region, so that runs leave it out: 1 or 0",
      "region"),
  IMAGES(
      MetricKind.GAUGE,
      Span.LASTING,
      "glancesync_images",
      "Selected images by their state in the region, as of its last comparison and of what was"
          + " done since",
      "region",
      "state"),
  TRANSFERS(
      MetricKind.COUNTER,
      Span.SERVICE,
      "glancesync_transfers_total",
      "Transfers that have ended",
      "region",
      "action",
      "outcome"),
  TRANSFER_SECONDS(
      MetricKind.SUMMARY,
      Span.SERVICE,
      "glancesync_transfer_seconds",
      "Seconds that ended transfers took",
      "region",
      "action",
      "outcome"),
  SENT_BYTES(
      MetricKind.COUNTER,
      Span.SERVICE,
      "glancesync_sent_bytes_total",
      "Bytes of image content that were sent to the region; what is sent again counts again",
      "region"),
  MASTER_READ_BYTES(
      MetricKind.COUNTER,
      Span.SERVICE,
      "glancesync_master_read_bytes_total",
      "Bytes of image content that were read from the master region"),
  TRANSFERS_IN_FLIGHT(
      MetricKind.GAUGE,
      Span.SERVICE,
      "glancesync_transfers_in_flight",
      "Transfers at work, without those that wait",
      "region"),
  TRANSFERS_WAITING(
      MetricKind.GAUGE,
      Span.SERVICE,
      "glancesync_transfers_waiting",
      "Transfers that wait: for a place, for room in the spool, for a region that is down, or for"
          + " a retry",
      "reason"),
  RETRIES(
      MetricKind.COUNTER,
      Span.SERVICE,
      "glancesync_retries_total",
      "Requests of transfers that were sent again after an error of this class",
      "region",
      "class"),
  DEAD_LETTERS(
      MetricKind.GAUGE,
      Span.PRESENT,
      "glancesync_dead_letters",
      "Open dead letters: transfers that failed for good",
      "region",
      "class"),
  DEAD_LETTER_OLDEST(
      MetricKind.GAUGE,
      Span.PRESENT,
      "glancesync_dead_letter_oldest_timestamp_seconds",
      "When the transfer first failed whose dead letter is open for the longest time, as Unix time;"
          + " absent if none is open"),
  RUNS(
      MetricKind.COUNTER,
      Span.SERVICE,
      "glancesync_runs_total",
      "Runs that have ended; without a schedule, those that somebody began",
      "schedule",
      "outcome"),
  RUN_LAST_SUCCESS(
      MetricKind.GAUGE,
      Span.LASTING,
      "glancesync_run_last_success_timestamp_seconds",
      "When the last run ended in which nothing failed, as Unix time; without a schedule, the last"
          + " that somebody began",
      "schedule"),
  SCHEDULE_NEXT_DUE(
      MetricKind.GAUGE,
      Span.SERVICE,
      "glancesync_schedule_next_due_timestamp_seconds",
      "When the next run of the schedule is due, as Unix time",
      "schedule"),
  SCHEDULE_MISSED(
      MetricKind.COUNTER,
      Span.SERVICE,
      "glancesync_schedule_missed_total",
      "Runs of the schedule that were due, and did not take place",
      "schedule"),
  BANDWIDTH_LIMIT(
      MetricKind.GAUGE,
      Span.PRESENT,
      "glancesync_bandwidth_limit_bytes",
      "The limit in force, in bytes per second: of a region, of a target, or in total. Absent if there is none",
      "target",
      "region"),
  SPOOL_BYTES(
      MetricKind.GAUGE,
      Span.SERVICE,
      "glancesync_spool_bytes",
      "Bytes of the images in the spool; one that is still being fetched counts in full"),
  SPOOL_LIMIT(
      MetricKind.GAUGE,
      Span.PRESENT,
      "glancesync_spool_limit_bytes",
      "Bytes that the images in the spool may take; 0 if there is none"),
  HELD_BACK(
      MetricKind.GAUGE,
      Span.PRESENT,
      "glancesync_held_back",
      "Steps that guards hold back until somebody decides, as of each region's last comparison",
      "reason"),
  EDIT_REFUSED(
      MetricKind.GAUGE,
      Span.SERVICE,
      "glancesync_edit_refused",
      "Edits of files that the service does not apply, because something is wrong with them"),
  BUILD_INFO(
      MetricKind.INFO,
      Span.PRESENT,
      "glancesync_build_info",
      "The version of GlanceSync",
      "version");

  /** What Prometheus does with it. */
  enum MetricKind {
    GAUGE(""),
    COUNTER("_total"),
    SUMMARY(""),
    INFO("_info");

    private final String suffix;

    MetricKind(String suffix) {
      this.suffix = suffix;
    }
  }

  /** Which processes know it. */
  enum Span {
    /** A service alone. A command ends, so that its totals would say nothing. */
    SERVICE,
    /** Any process, all of it. */
    PRESENT,
    /** Any process knows the part that it worked on. What others knew of the rest stays true. */
    LASTING
  }

  private final MetricKind kind;
  private final Span span;
  private final String text;
  private final String help;
  private final List<String> labels;

  Metric(MetricKind kind, Span span, String text, String help, String... labels) {
    this.kind = kind;
    this.span = span;
    this.text = text;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Its name, as in a query; that of a summary is followed by {@code _sum} or {@code _count}. */
  public String text() {
    return text;
  }

  public String help() {
    return help;
  }

  /** The names of its labels. An empty label is left out. */
  public List<String> labels() {
    return labels;
  }

  /** The names of its series. */
  public List<String> series() {
    return kind == MetricKind.SUMMARY ? List.of(text + "_sum", text + "_count") : List.of(text);
  }

  MetricKind kind() {
    return kind;
  }

  boolean isLasting() {
    return span == Span.LASTING;
  }

  boolean isOfServiceOnly() {
    return span == Span.SERVICE;
  }

  /** Name, help and unit as the library has them. */
  MetricMetadata metadata() {
    String name = text.substring(0, text.length() - kind.suffix.length());
    return Stream.of(Unit.SECONDS, Unit.BYTES)
        .filter(it -> name.endsWith("_" + it))
        .findFirst()
        .map(it -> new MetricMetadata(name, help, it))
        .orElseGet(() -> new MetricMetadata(name, help));
  }

  /**
   * One of its series now.
   *
   * @param values of its labels, in their order
   */
  Sample sample(double value, String... values) {
    return new Sample(this, labelled(values), value, 0);
  }

  /**
   * One of the series of a summary.
   *
   * @param values of its labels, in their order
   */
  Sample summary(long count, double sum, String... values) {
    return new Sample(this, labelled(values), sum, count);
  }

  private Labels labelled(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException("%s has the labels %s".formatted(text, labels));
    }
    var names = new ArrayList<String>();
    var texts = new ArrayList<String>();
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isEmpty()) {
        names.add(labels.get(i));
        texts.add(writable(values[i]));
      }
    }
    return Labels.of(names, texts);
  }

  /** Half a pair of surrogates has no UTF-8, and Prometheus ends a text at the character 0. */
  private static String writable(String value) {
    return value.codePoints().allMatch(Metric::isWritable)
        ? value
        : value
            .codePoints()
            .map(it -> isWritable(it) ? it : '\uFFFD')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isWritable(int character) {
    return character != 0 && Character.getType(character) != Character.SURROGATE;
  }
}
