package io.glancesync.cli;

import io.glancesync.text.Moment;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.ProcessLock;
import io.glancesync.transfer.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody who only looks should know: that another run is at work, or that one broke off.
 * Neither is a failure.
 *
 * @param data the run-time data, which may not exist yet
 */
record WorkInHand(Path data) {
  private static final int MOST = 3;

  /** One sentence; nothing when no run is at work and none left anything open. */
  Optional<String> note() {
    try {
      Optional<ProcessLock.Holder> run = ProcessLock.holder(data, ProcessLock.RUN);
      return run.isPresent() ? Optional.of(atWork(run.get())) : brokenOff();
    } catch (IOException | UncheckedIOException e) {
      // a run would say it; who only looks needs none of these files
      return Optional.empty();
    }
  }

  private String atWork(ProcessLock.Holder run) throws IOException {
    boolean isService =
        ProcessLock.holder(data, ProcessLock.SERVICE)
            .filter(it -> it.process().equals(run.process()))
            .isPresent();
    return "note: a run is at work since %s (%s); what is shown here changes with it"
        .formatted(
            Moment.of(run.since()), isService ? "the service, " + run.process() : run.process());
  }

  private Optional<String> brokenOff() {
    List<Transfer> open = new Journal(data.resolve("in-flight")).left();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "note: an earlier run broke off; the next run finishes or undoes what it had begun: "
                + some(open));
  }

  private static String some(List<Transfer> open) {
    String first =
        open.stream()
            .limit(MOST)
            .map(it -> "%s (run %s)".formatted(it, it.run()))
            .collect(Collectors.joining(", "));
    return open.size() > MOST ? "%s and %d more".formatted(first, open.size() - MOST) : first;
  }
}
