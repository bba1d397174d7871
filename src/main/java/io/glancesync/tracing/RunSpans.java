package io.glancesync.tracing;

import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.Run;
import io.glancesync.transfer.Transfer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The spans of one run: itself, a child for each region, and one for each transfer below that. A
 * region begins with the first that is done for it; until then it waits for its turn.
 */
final class RunSpans {
  private final Tracer tracer;
  private final String id;
  private final Span root;
  private final Map<RegionName, Span> regions = new ConcurrentHashMap<>();
  private final Map<String, Span> transfers = new ConcurrentHashMap<>();

  RunSpans(Tracer tracer, Run run) {
    this.tracer = tracer;
    id = run.id();
    root = tracer.spanBuilder("run").setNoParent().startSpan();
    root.setAttribute(SpanKeys.RUN, id);
    run.begunBy().ifPresent(it -> root.setAttribute(SpanKeys.BEGUN_BY, SpanText.of(it)));
    run.requestId().ifPresent(it -> root.setAttribute(SpanKeys.REQUEST_ID, SpanText.of(it)));
  }

  /**
   * The span that a request belongs to: of its transfer, else of the region, else of the run. A
   * transfer of an earlier run, which this run settles, has no span.
   *
   * @param transfer null outside of a transfer
   * @param region null outside of a region
   */
  Span of(Transfer transfer, RegionName region) {
    if (transfer == null) {
      return region == null ? root : region(region);
    }
    Optional<Span> own =
        Optional.of(transfer).filter(it -> it.run().equals(id)).map(it -> transfers.get(it.key()));
    return own.orElseGet(() -> region(transfer.region()));
  }

  private Span region(RegionName region) {
    return regions.computeIfAbsent(
        region, it -> child("region " + SpanText.of(it.toString()), root, it).startSpan());
  }

  private SpanBuilder child(String name, Span parent, RegionName region) {
    return tracer
        .spanBuilder(name)
        .setParent(Context.root().with(parent))
        .setAttribute(SpanKeys.RUN, id)
        .setAttribute(SpanKeys.REGION, SpanText.of(region.toString()));
  }

  /** A transfer has begun, or begins again. */
  void begun(Transfer transfer) {
    transfers.computeIfAbsent(
        transfer.key(),
        it ->
            child(transfer.step().action().text(), region(transfer.region()), transfer.region())
                .setAttribute(SpanKeys.IMAGE, SpanText.of(transfer.step().imageName()))
                .setAttribute(SpanKeys.ACTION, transfer.step().action().text())
                .startSpan());
  }

  /** A transfer that has begun does something else from now on. */
  void tell(Transfer transfer, String what) {
    Optional.ofNullable(transfers.get(transfer.key())).ifPresent(it -> it.addEvent(what));
  }

  void ended(Transfer transfer, TransferResult result) {
    Span span = transfers.remove(transfer.key());
    if (span == null) {
      // it was not begun
      return;
    }
    result.masterId().ifPresent(it -> span.setAttribute(SpanKeys.MASTER_ID, it.value()));
    result.regionId().ifPresent(it -> span.setAttribute(SpanKeys.REGION_ID, it.value()));
    span.setAttribute(SpanKeys.OUTCOME, result.outcome().text());
    span.setAttribute(SpanKeys.ATTEMPTS, (long) result.attempts());
    span.setAttribute(SpanKeys.BYTES, result.bytes());
    end(span, result.outcome() == TransferOutcome.FAILED, result.error());
  }

  /** A transfer has ended that could change nothing. */
  void unchanged(Transfer transfer) {
    Optional.ofNullable(transfers.remove(transfer.key()))
        .ifPresent(
            it -> {
              it.setAttribute(SpanKeys.OUTCOME, "unchanged");
              it.end();
            });
  }

  void ended(RegionResult result) {
    Span span = region(result.region());
    span.setAttribute(SpanKeys.REGION_OUTCOME, result.outcome().text());
    end(span, result.outcome().isFailure(), result.error());
  }

  /** The run has ended. A region that was put off has its result in the report alone. */
  void ended(RunReport report) {
    report.regions().forEach(this::ended);
    root.setAttribute(SpanKeys.RUN_OUTCOME, report.outcome().text());
    boolean isFailed = report.outcome() == RunReport.RunOutcome.FAILED;
    end(root, isFailed, isFailed ? Optional.of(report.outcomeText()) : Optional.empty());
    // none in a run that ended well
    breakOff("no end was told");
  }

  /** Ends whatever has not ended, from the innermost. */
  void breakOff(String why) {
    transfers.values().forEach(it -> end(it, true, Optional.of(why)));
    regions.values().forEach(it -> end(it, true, Optional.of(why)));
    end(root, true, Optional.of(why));
  }

  /** Ends a span, unless it has ended: then the library ignores it. */
  private static void end(Span span, boolean isFailed, Optional<String> why) {
    if (isFailed) {
      span.setStatus(StatusCode.ERROR, SpanText.of(why.orElse("")));
    }
    span.end();
  }
}
