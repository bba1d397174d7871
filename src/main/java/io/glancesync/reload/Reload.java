package io.glancesync.reload;

import io.glancesync.file.LimitedFile;
import io.glancesync.run.RunLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/**
 * Applies edits of {@code routes/} and {@code conf/application.properties} while the service runs.
 * What changes between two polls is one edit: it is validated, and applied or refused, as a whole.
 * It is applied when no message is in a route that it changes. Until then, and when it is refused,
 * the previous version stays in use.
 */
public final class Reload {
  private static final int PAUSE_MILLIS = 200;
  private static final Revision NONE = Revision.of(Map.of());

  private final ModelCamelContext context;
  private final Path home;
  private final RunLock runLock;
  private final EditValidator validator;
  private final Swap swap;
  private final SettingsSource settings;
  private final ReloadLog log = new ReloadLog();
  private Map<String, String> polled;
  private Revision judged;
  private Revision running;
  private Edit edit;
  private Set<String> concerned = Set.of();
  private List<Problem> refused = List.of();
  private List<Problem> unpolled = List.of();

  /**
   * @param started the {@link #texts} that were read before the routes were loaded, so that an edit
   *     in between is noticed
   * @param home the folder that holds {@code routes}
   * @param runLock the run lock; what a run may need is changed only between runs
   * @param calledByJava the addresses, such as {@code direct:run}, that must always be there
   * @param check checks the values of {@code conf/application.properties} as another Camel context
   *     resolves them; returns warnings, or throws a {@link
   *     io.glancesync.config.source.ConfigurationException}
   */
  public Reload(
      CamelContext context,
      Path home,
      Map<String, String> started,
      RunLock runLock,
      Set<String> calledByJava,
      Function<CamelContext, List<String>> check) {
    this.context = (ModelCamelContext) context;
    this.home = home;
    this.runLock = runLock;
    settings = SettingsSource.in(context);
    validator = new EditValidator(this.context, calledByJava, check, settings);
    swap = new Swap(this.context);
    polled = started;
    running = Revision.of(polled);
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
    poll(true);
    Thread.sleep(PAUSE_MILLIS);
    poll(true);
  }

  private synchronized void poll(boolean isBetweenRuns) {
    Optional<Problem> failure = Optional.empty();
    try {
      Map<String, String> texts = texts(home);
      // files that are still being written are left for the next poll
      if (texts.equals(polled) && !texts.equals(judged.texts())) {
        judge(Revision.of(texts));
      }
      polled = texts;
      apply(isBetweenRuns);
    } catch (IOException e) {
      failure = Optional.of(new Problem("", 0, "the files cannot be read (%s)".formatted(e)));
    } catch (RuntimeException e) {
      // no edit must end the service
      failure = Optional.of(new Problem("", 0, "something went wrong (%s)".formatted(e)));
    }
    failure.filter(it -> !unpolled.contains(it)).ifPresent(log::refused);
    unpolled = failure.stream().toList();
  }

  /**
   * The texts of the route files and of {@code conf/application.properties}, by file name.
   *
   * @throws IOException when a file cannot be read
   */
  public static Map<String, String> texts(Path home) throws IOException {
    Map<String, String> texts = new RouteFolder(home.resolve("routes")).texts();
    try {
      byte[] bytes = LimitedFile.bytes(home.resolve(SettingsText.FILE), LimitedFile.CONFIGURATION);
      texts.put(SettingsText.FILE, new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      // all settings have defaults
    }
    return texts;
  }

  /** Why edits are not applied at present. */
  public synchronized List<Problem> problems() {
    return Stream.concat(unpolled.stream(), refused.stream()).toList();
  }

  /**
   * Validates what the files say now. While an earlier edit is refused, what has changed since is
   * an edit of its own, which need not wait until the earlier one is corrected.
   */
  private void judge(Revision now) {
    Set<String> changed = judged.changed(now);
    Revision latest = edit.next().with(changed, now);
    var problems = new LinkedHashSet<Problem>();
    Edit whole = validator.validate(running, edit.next(), now);
    if (whole.isGood()) {
      validator.forgetRefused();
      accept(whole);
    } else if (!latest.equals(now) && !latest.equals(edit.next())) {
      Edit alone = validator.validate(running, edit.next(), latest);
      problems.addAll(alone.problems());
      if (alone.isGood()) {
        accept(alone);
      }
    }
    problems.addAll(whole.problems());
    problems.stream()
        .filter(it -> !refused.contains(it) || it.files().anyMatch(changed::contains))
        .forEach(log::refused);
    refused = List.copyOf(problems);
    judged = now;
  }

  private void accept(Edit next) {
    edit = next;
    concerned = new Dependents(context, running).of(edit);
    settings.set(edit.live());
    log.applied(edit.liveKeys(), edit.warnings());
  }

  private void apply(boolean isBetweenRuns) {
    if (edit.next().equals(running)) {
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
        running = next;
        edit = Edit.none(running);
      }
    } catch (Exception | LinkageError e) {
      Problem problem = new StartFailure(e).problem(context).by(running.changed(next));
      validator.refuse(running, next, problem);
      log.refused(problem);
      refused = Stream.concat(Stream.of(problem), refused.stream()).toList();
      if (e.getSuppressed().length > 0) {
        // nothing of these files runs, so that the next edit of them is applied, whatever it says
        running = running.with(concerned, NONE);
      }
      edit = Edit.none(running);
    }
  }

  private void use(Revision revision) {
    settings.set(revision.settings().values());
  }

  private boolean isNeededByRuns(Set<String> files) {
    return Stream.concat(running.elements(files), edit.next().elements(files))
        .anyMatch(RouteElement::isNeededByRuns);
  }
}
