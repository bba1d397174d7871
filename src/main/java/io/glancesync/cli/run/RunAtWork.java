package io.glancesync.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.display.HumanReadable;
import io.glancesync.overview.Pace;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import io.glancesync.overview.file.PresentRun;
import io.glancesync.overview.file.PresentRunJson;
import io.glancesync.run.RunTracker;
import io.glancesync.run.RunTurns.TurnHolder;
import io.glancesync.transfer.Transfer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that is at work, as far as files tell.
 *
 * @param process {@code process 4711}, or {@code the service, process 4711}
 * @param since when it began
 * @param open what it has begun in regions and not ended yet
 * @param progress how far it is; empty as long as it has not said so
 */
public record RunAtWork(
    String process, Instant since, List<Transfer> open, Optional<PresentRun> progress) {
  public RunAtWork {
    open = List.copyOf(open);
  }

  /**
   * @param journal all that it holds: also what earlier runs left there
   * @param written what the last run wrote that was at work; after a crash it is another one
   */
  static RunAtWork of(TurnHolder run, List<Transfer> journal, Optional<PresentRun> written) {
    return new RunAtWork(
        run.process(),
        run.since(),
        journal.stream().filter(it -> isOf(it.run(), run.since()) && !it.isAnythingLeft()).toList(),
        written.filter(it -> isOf(it.run().id(), run.since())));
  }

  /** The id; empty as long as the run has told nothing and has nothing begun. */
  public Optional<String> id() {
    return progress.map(it -> it.run().id()).or(() -> open.stream().map(Transfer::run).findFirst());
  }

  /** Whether it is this run that has a report already, and is about to end. */
  public boolean isReportedAs(String run) {
    return isOf(run, since);
  }

  /** A run takes its id after it acquires the lock. */
  private static boolean isOf(String run, Instant since) {
    return run.compareTo(RunTracker.id(since)) >= 0;
  }

  /** Who began it; as long as that is not known, the process that does it. */
  public String by() {
    return progress.flatMap(it -> it.run().by()).orElse(process);
  }

  /** How far it is, for people: {@code 2 of 7 regions done}, {@code 0.4 of 1.1 GB, …, 8 s left}. */
  public List<String> progressTexts() {
    var texts = new ArrayList<String>();
    progress
        .map(PresentRun::run)
        .ifPresent(
            run -> {
              if (!run.regions().isEmpty()) {
                texts.add(
                    "%d of %s done"
                        .formatted(
                            run.regionsDone(), HumanReadable.of(run.regions().size(), "region")));
              }
              if (run.pace().size() > 0) {
                texts.add(HumanReadable.ofPace(run.pace()));
              }
            });
    return texts;
  }

  /** The transfers under way, for people. */
  public List<String> transferTexts() {
    return progress
        .map(it -> it.transfers().stream().map(RunAtWork::text).toList())
        .orElseGet(() -> open.stream().map(Transfer::toString).toList());
  }

  private static String text(TransferOverview transfer) {
    Pace pace = transfer.pace();
    return "%s of %s in %s: %s%s"
        .formatted(
            transfer.action().text(),
            transfer.image(),
            transfer.region(),
            transfer.phase(),
            pace.size() > 0 ? ", " + HumanReadable.ofPace(pace) : "");
  }

  /** The same for programs; what is not known is null. */
  public ObjectNode node() {
    ObjectNode node =
        progress.map(PresentRunJson::node).orElseGet(JsonNodeFactory.instance::objectNode);
    node.put("process", process).put("since", since.truncatedTo(ChronoUnit.MILLIS).toString());
    if (progress.isEmpty()) {
      node.put("run", id().orElse(null)).putNull("bytes").putNull("size");
      ArrayNode transfers = node.putArray("transfers");
      open.forEach(it -> transfers.add(node(it)));
    }
    return node;
  }

  private static ObjectNode node(Transfer transfer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("region", transfer.region().toString())
        .put("image", transfer.step().imageName())
        .put("action", transfer.step().action().text());
  }

  /** How far the run is as a whole; empty as long as that is not known. */
  public Optional<RunOverview> overview() {
    return progress.map(PresentRun::run);
  }
}
