package io.glancesync.tracing;

import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import io.glancesync.text.Printable;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a trace of each run that is not a dry run. The first run starts OpenTelemetry; a command
 * without a run does without.
 *
 * <p>No run depends on it: it throws nothing, and what cannot be sent is lost, as the log says
 * once.
 */
public final class Tracing implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.tracing");

  /** How long the process waits for a collector when it ends. */
  private static final Duration FLUSH = Duration.ofSeconds(5);

  private final Supplier<OpenTelemetrySdk> starter;
  private final Map<String, RunSpans> runs = new ConcurrentHashMap<>();
  private final Thread atExit = new Thread(this::close, "tracing");
  private Optional<OpenTelemetrySdk> sdk;

  /**
   * @param starter starts OpenTelemetry
   */
  public Tracing(Supplier<OpenTelemetrySdk> starter) {
    this.starter = starter;
    // its library has to be there when the program starts, and not only when a run does
    Context.root();
  }

  /** Has what is not sent yet sent, too, when a signal ends the process. */
  public void closeAtExit() {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** What makes spans of requests. */
  public RequestSpans requests() {
    return new RequestSpans(this::tracer);
  }

  private synchronized Optional<Tracer> tracer() {
    if (sdk == null) {
      sdk = started();
    }
    return sdk.map(it -> it.getTracer("io.glancesync"));
  }

  private Optional<OpenTelemetrySdk> started() {
    try {
      return Optional.of(starter.get());
    } catch (LinkageError e) {
      LOG.warn(
          "Tried to start traces, but {} is missing in the folder lib/otel; unpack GlanceSync again, or leave glancesync.tracing.endpoint empty. Runs go on without them",
          e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn(
          "Tried to start traces, but {}; correct the variables OTEL_..., or leave glancesync.tracing.endpoint empty. Runs go on without them",
          reason(e));
    }
    return Optional.empty();
  }

  /** Which variable is wrong, the cause tells; but headers hold secrets. */
  private static String reason(RuntimeException e) {
    String all =
        e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause().getMessage();
    return all.toLowerCase(Locale.ROOT).contains("headers") ? e.getMessage() : Printable.of(all);
  }

  /**
   * Makes a span the one that requests of this thread belong to, until the scope is closed.
   *
   * @param run null outside of a run
   * @param transfer null outside of a transfer
   * @param region null outside of a region
   * @param asked the region whose Glance or Keystone is asked
   */
  public Scope enter(Run run, Transfer transfer, RegionName region, RegionName asked) {
    RunSpans spans = run == null ? spans(transfer) : runs.get(run.id());
    return spans == null
        ? Scope.noop()
        : Context.root()
            .with(spans.of(transfer, region))
            .with(SpanKeys.ASKED, SpanText.of(asked.toString()))
            .makeCurrent();
  }

  private RunSpans spans(Transfer transfer) {
    return transfer == null ? null : runs.get(transfer.run());
  }

  private void tell(Transfer transfer, Consumer<RunSpans> what) {
    Optional.ofNullable(spans(transfer)).ifPresent(what);
  }

  @Override
  public void begun(Run run) {
    tracer().ifPresent(it -> runs.put(run.id(), new RunSpans(it, run)));
  }

  @Override
  public void begun(Transfer transfer) {
    tell(transfer, it -> it.begun(transfer));
  }

  @Override
  public void entered(Transfer transfer, TransferPhase phase) {
    tell(transfer, it -> it.tell(transfer, phase.toString()));
  }

  @Override
  public void retrying(Transfer transfer, RetryWait wait) {
    entered(transfer, TransferPhase.WAITING_FOR_RETRY);
  }

  @Override
  public void sending(Transfer transfer) {
    entered(transfer, TransferPhase.SENDING);
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    tell(transfer, it -> it.ended(transfer, result));
  }

  @Override
  public void unchanged(Transfer transfer) {
    tell(transfer, it -> it.unchanged(transfer));
  }

  @Override
  public void ended(Run run, RegionResult result) {
    Optional.ofNullable(runs.get(run.id())).ifPresent(it -> it.ended(result));
  }

  @Override
  public void closed(RunReport report) {
    Optional.ofNullable(runs.remove(report.run())).ifPresent(it -> it.ended(report));
  }

  /** Ends all spans, and sends what is not sent yet. Waits five seconds at most. */
  @Override
  public void close() {
    runs.values().forEach(it -> it.breakOff("GlanceSync was ended"));
    runs.clear();
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the process ends, perhaps through this
    }
  }

  private synchronized void stop() {
    if (sdk != null) {
      sdk.map(it -> it.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS))
          .filter(it -> !it.isDone())
          .ifPresent(
              it ->
                  LOG.warn(
                      "Tried to send the last traces, but the collector did not take them within {} s; the rest of them is lost",
                      FLUSH.toSeconds()));
    }
    sdk = Optional.empty();
  }
}
