package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.display.LiveLines;
import io.glancesync.cli.display.Terminal;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.error.UnreachableException;
import io.glancesync.text.Printable;
import java.time.Duration;
import java.util.Optional;

/** Follows a run of a service to its end, with one line on a terminal. */
final class RunWatch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How often in succession the service may not answer: it may be restarted meanwhile. */
  private static final int MOST_FAILURES = 30;

  private final RemoteCall call;
  private final Optional<LiveLines> lines;

  /**
   * @param isQuiet whether nothing is to be shown
   */
  RunWatch(RemoteCall call, boolean isQuiet) {
    this.call = call;
    Terminal terminal = call.context().terminal();
    this.lines =
        terminal.errIsTerminal() && !isQuiet
            ? Optional.of(new LiveLines(terminal.err(), terminal.screen()))
            : Optional.empty();
  }

  /**
   * Waits until the run has ended. If this is interrupted, the run goes on.
   *
   * @return the run, as the service answers it
   */
  ObjectNode end(String id) {
    try {
      ObjectNode run = call.service().get(RemoteRuns.path(id));
      while (!isOver(id, run)) {
        show(id, run);
        pause(id);
        run = again(id);
      }
      return run;
    } finally {
      lines.ifPresent(it -> it.remove(this));
    }
  }

  private boolean isOver(String id, ObjectNode run) {
    return call.service().understood(RemoteRuns.path(id), () -> RunNodes.isOver(run));
  }

  private ObjectNode again(String id) {
    for (int failures = 1; ; failures++) {
      try {
        return call.service().get(RemoteRuns.path(id));
      } catch (UnreachableException e) {
        if (failures >= MOST_FAILURES) {
          throw e;
        }
        String problem = e.error();
        lines.ifPresent(it -> show(it, "run %s: %s".formatted(id, problem)));
        pause(id);
      }
    }
  }

  private void show(String id, ObjectNode run) {
    lines.ifPresent(
        it ->
            show(
                it,
                "run %s: %s"
                    .formatted(
                        id, call.service().understood(RemoteRuns.path(id), () -> progress(run)))));
  }

  private String progress(ObjectNode run) {
    return RunNodes.atWork(run, call.context().clock().instant())
        .map(RunAtWork::progressTexts)
        .filter(it -> !it.isEmpty())
        .map(it -> String.join(", ", it))
        .orElseGet(() -> RunNodes.state(run));
  }

  /** A line that is longer than the terminal would become two. */
  private void show(LiveLines shown, String line) {
    String text = Printable.of(line);
    int room = Math.max(1, shown.columns() - 1);
    shown.show(this, text.substring(0, Math.min(room, text.length())));
  }

  private void pause(String id) {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WebConnection.unreachable(
          "Tried to follow the run " + id, "this command was interrupted", "the run goes on");
    }
  }
}
