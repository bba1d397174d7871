package io.glancesync.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.deadletter.Resolution;
import io.glancesync.file.ReportJson;
import io.glancesync.plan.Plan;
import io.glancesync.region.RegionName;
import io.glancesync.report.FailureChanges;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import io.glancesync.transfer.Transfer;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Turns what runs do into events. This is the only place where events are made. */
public final class EventPublisher implements Progress {
  private final Consumer<EventMessage> receiver;

  /** The regions of which an event said that they are unreachable. */
  private final Set<RegionName> unreachable = ConcurrentHashMap.newKeySet();

  /**
   * @param receiver receives the events, from several threads at once
   */
  public EventPublisher(Consumer<EventMessage> receiver) {
    this.receiver = receiver;
  }

  @Override
  public void begun(Run run) {
    receiver.accept(EventMessage.of("run-started", () -> node(run)).with("Run", run.id()));
  }

  private static ObjectNode node(Run run) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", run.id())
            .put("started", run.started().truncatedTo(ChronoUnit.MILLIS).toString());
    run.words().forEach(node.putArray("regions")::add);
    return node;
  }

  @Override
  public void ended(RunReport report) {
    receiver.accept(
        EventMessage.of("run-ended", () -> ReportJson.node(report))
            .with("Run", report.run())
            .with("Outcome", report.outcome().text()));
  }

  @Override
  public void changed(RunReport report, FailureChanges changes) {
    receiver.accept(
        EventMessage.of("failures-changed", () -> ReportJson.node(report, changes))
            .with("Run", report.run())
            .with("Subject", changes.subject()));
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    receiver.accept(
        EventMessage.of("transfer-ended", () -> node(transfer, result))
            .with("Run", transfer.run())
            .with("Region", result.region())
            .with("Image", result.image())
            .with("Action", result.action().text())
            .with("Outcome", result.outcome().text())
            .with("Bytes", result.bytes())
            .with("Seconds", result.duration().toMillis() / 1000.0));
  }

  private static ObjectNode node(Transfer transfer, TransferResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("run", transfer.run());
    return node.setAll(ReportJson.node(result));
  }

  @Override
  public void created(DeadLetter letter) {
    receiver.accept(about("dead-letter-created", letter, new DeadLetterJson().node(letter)));
  }

  @Override
  public void resolved(Resolution resolution) {
    if (resolution.isClosed()) {
      DeadLetter letter = resolution.letter();
      ObjectNode node = new DeadLetterJson().node(letter).put("why", resolution.why());
      receiver.accept(about("dead-letter-closed", letter, node));
    }
  }

  private static EventMessage about(String name, DeadLetter letter, ObjectNode node) {
    return EventMessage.of(name, () -> node)
        .with("Run", letter.transfer().run())
        .with("Region", letter.region())
        .with("Image", letter.image())
        .with("Action", letter.transfer().step().action().text());
  }

  @Override
  public void unreachable(RegionName region, String why) {
    if (unreachable.add(region)) {
      receiver.accept(
          EventMessage.of("region-unreachable", () -> node(region).put("error", why))
              .with("Region", region));
    }
  }

  @Override
  public void reachable(RegionName region) {
    if (unreachable.remove(region)) {
      receiver.accept(
          EventMessage.of("region-reachable", () -> node(region)).with("Region", region));
    }
  }

  private static ObjectNode node(RegionName region) {
    return JsonNodeFactory.instance.objectNode().put("region", region.toString());
  }

  /** A region that was compared answers, whatever becomes of its transfers. */
  @Override
  public void planned(Plan plan) {
    reachable(plan.region());
  }

  /** A run that only looks, because somebody asks, tells nobody else. */
  @Override
  public void ended(Run run, RegionResult result) {
    if (!run.isLookingOnly()) {
      ended(result);
    }
  }

  @Override
  public void ended(RegionResult result) {
    if (result.outcome() == RegionOutcome.UNREACHABLE) {
      unreachable(result.region(), result.error().orElse(""));
    }
  }
}
