package io.glancesync.reload;

import io.glancesync.run.RunLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/**
 * Applies edits of {@code routes/} and {@code conf/application.properties} while the service runs.
 * Each edited file is validated first. It is applied when no message is in a route that it changes.
 * Otherwise the previous version stays in effect.
 */
public final class Reload {
  private static final int PAUSE_MILLIS = 200;

  private final RouteFolder folder;
  private final RunLock runLock;
  private final EditValidator editValidator;
  private final Swap swap;
  private final SettingsReload settings;
  private RouteSet running;
  private Map<String, String> before;
  private final ReloadLog log = new ReloadLog();

  /**
   * Must be created before the routes are loaded, so that an edit in between is noticed later.
   *
   * @param home the folder that holds {@code routes}
   * @param runLock the run lock; what a run may need is changed only between runs
   * @param calledByJava the addresses, such as {@code direct:run}, that must always be there
   * @param check checks the values of {@code conf/application.properties} as another Camel context
   *     resolves them; returns warnings, or throws a {@link
   *     io.glancesync.config.source.ConfigurationException}
   * @throws IOException when the files cannot be read
   */
  public Reload(
      CamelContext context,
      Path home,
      RunLock runLock,
      Set<String> calledByJava,
      Function<CamelContext, List<String>> check)
      throws IOException {
    this.folder = new RouteFolder(home.resolve("routes"));
    this.runLock = runLock;
    this.before = folder.texts();
    this.running = RouteSet.of(before);
    this.editValidator = new EditValidator(context, calledByJava);
    this.swap = new Swap((ModelCamelContext) context);
    this.settings =
        new SettingsReload(new ApplicationSettings(context, home, check), editValidator, swap);
  }

  /**
   * Polls for edits; called about once a second. A file that is still being written is left for the
   * next poll.
   */
  public void look() {
    Optional<RunLock.Pause> pause = runLock.tryPauseRuns();
    try {
      look(pause.isPresent());
    } finally {
      pause.ifPresent(RunLock.Pause::close);
    }
  }

  /** Polls for edits for a run that has acquired the run lock and has not yet begun. */
  public void lookBeforeRun() throws InterruptedException {
    look(true);
    Thread.sleep(PAUSE_MILLIS);
    look(true);
  }

  private synchronized void look(boolean isBetweenRuns) {
    var troubles = new ArrayList<Problem>();
    try {
      Optional<Problem> ofSettings = settings.look(running, isBetweenRuns);
      troubles.addAll(take(RouteSet.of(stable(folder.texts())), isBetweenRuns));
      // edited routes may no longer need what the settings no longer have
      ofSettings.flatMap(it -> settings.again(running, isBetweenRuns)).ifPresent(troubles::add);
    } catch (IOException e) {
      troubles.add(new Problem("", 0, "the folder cannot be read (%s)".formatted(e)));
    } catch (RuntimeException e) {
      // no edit must end the service
      troubles.add(new Problem("", 0, "something went wrong (%s)".formatted(e)));
    }
    log.report(troubles, it -> settings.seen(it).orElseGet(() -> String.valueOf(before.get(it))));
  }

  /** Why edits are not applied at present. */
  public synchronized List<Problem> troubles() {
    return log.troubles();
  }

  /**
   * The texts to validate. A text is used once two polls read the same; until then the text in
   * effect is used.
   */
  private Map<String, String> stable(Map<String, String> now) {
    var names = new TreeSet<>(running.files().keySet());
    names.addAll(now.keySet());
    var texts = new TreeMap<String, String>();
    for (String name : names) {
      boolean isStable = Objects.equals(now.get(name), before.get(name));
      Optional.ofNullable(now.get(name))
          .filter(it -> isStable)
          .or(() -> isStable ? Optional.empty() : running.text(name))
          .ifPresent(it -> texts.put(name, it));
    }
    before = now;
    return texts;
  }

  private List<Problem> take(RouteSet wished, boolean isBetweenRuns) {
    running = running.withTextsOf(wished);
    ValidationResult validationResult = editValidator.on(running, wished);
    Set<String> ready = ready(validationResult.good(), isBetweenRuns);
    if (!ready.isEmpty() && isRefused(ready, running.with(ready, validationResult.good()))) {
      // each refusal is remembered, so that this recursion ends
      return take(wished, isBetweenRuns);
    }
    log.await(running.changed(validationResult.good()), validationResult.good(), isBetweenRuns);
    return validationResult.troubles();
  }

  /** The changed files that can be swapped now. */
  private Set<String> ready(RouteSet good, boolean isBetweenRuns) {
    Set<String> changed = running.changed(good);
    var ready = new TreeSet<String>();
    for (String file : changed) {
      RouteSet alone = running.with(List.of(file), good);
      Set<String> concerned = running.concerned(alone);
      if (swap.isQuiet(concerned) && (isBetweenRuns || !running.isNeededByRuns(concerned, alone))) {
        ready.add(file);
      }
    }
    boolean isPart = !ready.equals(changed);
    return isPart && !editValidator.isGood(running, running.with(ready, good)) ? Set.of() : ready;
  }

  /**
   * Swaps the files; returns whether Camel refused to start validated routes. Then the previous
   * routes run again.
   */
  private boolean isRefused(Set<String> ready, RouteSet next) {
    Set<String> concerned = running.concerned(next);
    try {
      if (swap.replace(concerned, running, next, () -> {}, () -> {})) {
        log.taken(concerned, ready, next);
        running = next;
      }
      return false;
    } catch (Exception e) {
      editValidator.refuse(next, new StartTrouble(e));
      return true;
    }
  }
}
