package io.glancesync.reload;

import io.glancesync.run.RunLock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/**
 * Applies edits of {@code routes/} and {@code conf/application.properties} while the service runs.
 * What changes until the files are quiet is one edit: it is validated, and applied or refused, as a
 * whole. It is applied when no message is in a route that it changes. Until then, and when it is
 * refused, the previous version stays in use.
 */
public final class Reload {
  private static final int PAUSE_MILLIS = 200;
  private static final int MOST_POLLS = 25;
  private static final Revision NONE = Revision.of(Map.of());

  private final ModelCamelContext context;
  private final WatchedFiles files;
  private final RunLock runLock;
  private final Judge judge;
  private final Swap swap;
  private final SettingsSource settings;
  private final ReloadLog log = new ReloadLog();
  private Revision judged;
  private Revision running;
  private Edit edit;
  private Set<String> concerned = Set.of();
  private List<Problem> unpolled = List.of();
  private final Set<String> applied = new TreeSet<>();

  /**
   * @param files the files, as they were when the routes were loaded
   * @param runLock the run lock; what a run may need is changed only between runs
   * @param calledByJava the addresses, such as {@code direct:run}, and ids of templates that must
   *     always be there
   * @param check checks the values of {@code conf/application.properties} as another Camel context
   *     resolves them; returns warnings, or throws a {@link
   *     io.glancesync.config.source.ConfigurationException}
   */
  public Reload(
      CamelContext context,
      WatchedFiles files,
      RunLock runLock,
      Set<String> calledByJava,
      Function<CamelContext, List<String>> check) {
    this.context = (ModelCamelContext) context;
    this.files = files;
    this.runLock = runLock;
    settings = SettingsSource.in(context);
    judge = new Judge(new EditValidator(this.context, calledByJava, check, settings));
    swap = new Swap(this.context);
    running = Revision.of(files.started());
    judged = running;
    edit = Edit.none(running);
    settings.set(running.settings().values());
  }

  /** Polls for edits; called about once a second. */
  public void poll() {
    Optional<RunLock.Pause> pause = runLock.tryPauseRuns();
    try {
      poll(pause.isPresent());
    } finally {
      pause.ifPresent(RunLock.Pause::close);
    }
  }

  /** Polls for edits for a run that has acquired the run lock and has not yet begun. */
  public void pollBeforeRun() throws InterruptedException {
    // what is being written all the time is left for the next run
    for (int i = 0; i < MOST_POLLS && !poll(true); i++) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Polls once; false while files are being written. */
  private synchronized boolean poll(boolean isBetweenRuns) {
    Optional<WatchedFiles.PolledFiles> settled = files.settled();
    Optional<String> failure = settled.flatMap(WatchedFiles.PolledFiles::failure);
    try {
      if (failure.isEmpty()) {
        settled.map(WatchedFiles.PolledFiles::texts).ifPresent(this::judge);
      }
      apply(isBetweenRuns);
    } catch (RuntimeException e) {
      // no edit must end the service
      failure = Optional.of("something went wrong (%s)".formatted(e));
    }
    List<Problem> now = failure.map(it -> new Problem("", 0, it)).stream().toList();
    if (settled.isPresent() || !now.isEmpty()) {
      log.judged(unpolled, now, Set.of());
      unpolled = now;
    }
    return settled.isPresent();
  }

  /** Does something while no edit is being applied. */
  public synchronized void betweenEdits(Runnable action) {
    action.run();
  }

  /** Why edits are not applied at present. */
  public synchronized List<Problem> problems() {
    return Stream.concat(unpolled.stream(), judge.problems().stream()).toList();
  }

  /** The paths of the files whose edits came into use since this was asked for the last time. */
  public synchronized List<String> takeApplied() {
    List<String> all = List.copyOf(applied);
    applied.clear();
    return all;
  }

  /** Whether an accepted edit is not applied yet. */
  synchronized boolean isWaiting() {
    return !edit.next().equals(running);
  }

  private void judge(Map<String, String> texts) {
    if (texts.equals(judged.texts())) {
      return;
    }
    Revision now = Revision.of(texts);
    Set<String> changed = judged.changed(now);
    if (!changed.isEmpty()) {
      List<Problem> before = judge.problems();
      judge.judge(running, edit.next(), changed, now).ifPresent(this::accept);
      log.judged(before, judge.problems(), changed);
    }
    judged = now;
  }

  private void accept(Edit next) {
    edit = next;
    if (!isWaiting()) {
      judge.applied();
    }
    concerned = new Dependents(context, running).of(edit);
    settings.set(edit.live());
    log.applied(edit.liveKeys(), edit.warnings());
    if (!edit.liveKeys().isEmpty()) {
      applied.add(SettingsText.FILE);
    }
  }

  private void apply(boolean isBetweenRuns) {
    if (!isWaiting()) {
      return;
    }
    if (!(isBetweenRuns || edit.keys().isEmpty() && !isNeededByRuns(concerned))
        || !swap.isQuiet(concerned)) {
      log.waits(running.changed(edit.next()), edit, isBetweenRuns);
      return;
    }
    Revision next = edit.next();
    try {
      if (swap.replace(concerned, running, next, () -> use(next), () -> use(running))) {
        log.applied(running, edit, concerned);
        running.changed(next).stream().map(Problem::path).forEach(applied::add);
        running = next;
        edit = Edit.none(running);
        judge.applied();
      }
    } catch (Exception | LinkageError e) {
      failed(next, e);
    }
  }

  private void failed(Revision next, Throwable e) {
    Set<String> changed = running.changed(next);
    List<Problem> problems = List.of(new StartFailure(e).problem(context).by(changed));
    log.judged(List.of(), problems, Set.of());
    if (e.getSuppressed().length > 0) {
      // nothing of these files runs, so that the next edit of them is applied, whatever it says
      running = running.with(concerned, NONE);
    }
    edit = Edit.none(running);
    judge.failed(running, next, problems, judged).ifPresent(this::accept);
  }

  private void use(Revision revision) {
    settings.set(revision.settings().values());
  }

  private boolean isNeededByRuns(Set<String> files) {
    return Stream.concat(running.elements(files), edit.next().elements(files))
        .anyMatch(RouteElement::isNeededByRuns);
  }
}
