package io.glancesync.cli.run;

import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.file.ProcessLock;
import io.glancesync.file.ProcessLock.LockHolder;
import io.glancesync.overview.file.PresentRun;
import io.glancesync.overview.file.ProgressFile;
import io.glancesync.run.RunTurns;
import io.glancesync.run.RunTurns.TurnHolder;
import io.glancesync.text.Moment;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What somebody who only looks should know: that another run is at work, or that one broke off.
 * Neither is a failure.
 *
 * @param data the run-time data, which may not exist yet
 */
record RunsInProgress(Path data, Journal journal, RunTurns turns) {
  private static final int MOST = 3;

  /** One sentence each; nothing when no run is at work and none left anything open. */
  List<String> notes() {
    try {
      return atWork(problem -> {}).map(it -> List.of(note(it))).orElseGet(this::brokenOff);
    } catch (UncheckedIOException e) {
      // a run would say it; who only looks needs none of these files
      return List.of();
    }
  }

  /**
   * The run that is at work now.
   *
   * @param problem is told why it is not known how far the run is
   * @throws UncheckedIOException when the files that tell it cannot be read
   */
  Optional<RunAtWork> atWork(Consumer<String> problem) {
    return holder().map(it -> atWork(it, problem));
  }

  private RunAtWork atWork(TurnHolder holder, Consumer<String> problem) {
    Optional<PresentRun> written = Optional.empty();
    try {
      written = new ProgressFile(data).read();
    } catch (ProgressFile.Unknown e) {
      problem.accept(e.getMessage());
    }
    return RunAtWork.of(holder, journal.left(), written);
  }

  /** The process that is at work, and since when. */
  private Optional<TurnHolder> holder() {
    try {
      Optional<TurnHolder> run = turns.holder();
      return run.isEmpty() ? run : run.map(named(ProcessLock.holder(data, ProcessLock.SERVICE)));
    } catch (UncheckedIOException e) {
      throw unseen(e.getMessage(), e.getCause());
    } catch (IOException e) {
      throw unseen(FileErrors.text(e), e);
    }
  }

  private static UnaryOperator<TurnHolder> named(Optional<LockHolder> service) {
    Optional<String> process = service.map(LockHolder::process);
    return run ->
        process.equals(Optional.of(run.process()))
            ? new TurnHolder("the service, " + run.process(), run.since())
            : run;
  }

  private static FileAccessException unseen(String reason, IOException cause) {
    return new FileAccessException(
        "Tried to see whether a run is at work, but " + reason, "make it readable", cause);
  }

  private static String note(RunAtWork run) {
    var progress = new StringBuilder();
    run.progressTexts().forEach(it -> progress.append(", ").append(it));
    return "note: a run has been at work since %s (%s)%s; what is shown here changes with it"
        .formatted(Moment.of(run.since()), run.process(), progress);
  }

  private List<String> brokenOff() {
    var notes = new ArrayList<String>();
    List<Transfer> open = journal.left();
    if (!open.isEmpty()) {
      notes.add(
          "note: an earlier run broke off; the next run finishes or undoes what it had begun: "
              + some(open));
    }
    journal.problems().forEach(it -> notes.add("warning: " + it));
    return notes;
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
