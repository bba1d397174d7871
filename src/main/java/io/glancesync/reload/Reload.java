package io.glancesync.reload;

import io.glancesync.transfer.RunLock;
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
 * Takes over edits of {@code routes/} and {@code conf/application.properties} while the service
 * runs: judged first, file by file, when nothing is on its way through what changes; else what ran
 * before goes on.
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
   * To be made before the routes are loaded, so that an edit in between is noticed later.
   *
   * @param home the folder that holds {@code routes}
   * @param runLock of the runs, between which is changed what a run may need
   * @param calledByJava the addresses, such as {@code direct:run}, that must always be there
   * @param check looks at the values of {@code conf/application.properties} as another Camel
   *     resolves them; answers warnings, or throws a {@link
   *     io.glancesync.config.ConfigurationException}
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

  /** Looks for edits; called about once a second. What is just being written is left for later. */
  public void look() {
    Optional<RunLock.Pause> pause = runLock.tryPauseRuns();
    try {
      look(pause.isPresent());
    } finally {
      pause.ifPresent(RunLock.Pause::close);
    }
  }

  /** Looks for edits when a run has its turn, and has not yet begun; called by that run. */
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
      // routes that were edited with it may need no more what it no longer holds
      ofSettings.flatMap(it -> settings.again(running, isBetweenRuns)).ifPresent(troubles::add);
    } catch (IOException e) {
      troubles.add(new Problem("", 0, "the folder cannot be read (%s)".formatted(e)));
    } catch (RuntimeException e) {
      // whatever an edit brings about must not end the service
      troubles.add(new Problem("", 0, "something went wrong (%s)".formatted(e)));
    }
    log.report(troubles, it -> settings.seen(it).orElseGet(() -> String.valueOf(before.get(it))));
  }

  /** Why edits are not taken over, at present. */
  public synchronized List<Problem> troubles() {
    return log.troubles();
  }

  /** A text is read once it was the same twice; until then the one that runs does. */
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
      // each refusal is remembered, so this comes to an end
      return take(wished, isBetweenRuns);
    }
    log.await(running.changed(validationResult.good()), validationResult.good(), isBetweenRuns);
    return validationResult.troubles();
  }

  /** Those of the changed files that nothing keeps from being swapped now. */
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

  /** Whether Camel would not start what was judged good; what ran before runs again then. */
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
