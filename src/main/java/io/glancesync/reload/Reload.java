package io.glancesync.reload;

import io.glancesync.transfer.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over edits of {@code routes/} while the service runs: judged first, file by file, when
 * nothing is on its way through what changes; else what ran before goes on.
 */
public final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");
  private static final int PAUSE_MILLIS = 200;

  private final RouteFolder folder;
  private final Turns turns;
  private final Judge judge;
  private final Swap swap;
  private RouteSet running;
  private Map<String, String> before;
  private Map<Trouble, String> reported = Map.of();
  private Map<String, String> waiting = Map.of();

  /**
   * To be made before the routes are loaded, so that an edit in between is noticed later.
   *
   * @param home the folder that holds {@code routes}
   * @param turns of the runs, between which is changed what a run may need
   * @param calledByJava the addresses, such as {@code direct:run}, that must always be there
   * @throws IOException when the folder cannot be read
   */
  public Reload(CamelContext context, Path home, Turns turns, Set<String> calledByJava)
      throws IOException {
    this.folder = new RouteFolder(home.resolve("routes"));
    this.turns = turns;
    this.before = folder.texts();
    this.running = RouteSet.of(before);
    this.judge = new Judge(context, calledByJava);
    this.swap = new Swap((ModelCamelContext) context);
  }

  /** Looks for edits; called about once a second. What is just being written is left for later. */
  public void look() {
    Optional<Turns.Pause> pause = turns.pause();
    try {
      look(pause.isPresent());
    } finally {
      pause.ifPresent(Turns.Pause::close);
    }
  }

  /** Looks for edits when a run has its turn, and has not yet begun; called by that run. */
  public void lookBeforeRun() throws InterruptedException {
    look(true);
    Thread.sleep(PAUSE_MILLIS);
    look(true);
  }

  private synchronized void look(boolean isBetweenRuns) {
    try {
      take(RouteSet.of(stable(folder.texts())), isBetweenRuns);
    } catch (IOException e) {
      report(List.of(new Trouble("routes", 0, "it cannot be read (%s)".formatted(e))));
    }
  }

  /** Why edits are not taken over, at present. */
  public synchronized List<Trouble> troubles() {
    return List.copyOf(reported.keySet());
  }

  /** A text counts once it was the same twice; until then the one that runs does. */
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

  private void take(RouteSet wished, boolean isBetweenRuns) {
    running = running.withTextsOf(wished);
    Verdict verdict = judge.on(running, wished);
    Set<String> ready = ready(verdict.good(), isBetweenRuns);
    if (!ready.isEmpty() && isRefused(ready, running.with(ready, verdict.good()))) {
      // each refusal is remembered, so this comes to an end
      take(wished, isBetweenRuns);
      return;
    }
    report(verdict.troubles());
    await(verdict.good(), isBetweenRuns);
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
    return isPart && !judge.isGood(running, running.with(ready, good)) ? Set.of() : ready;
  }

  /** Whether Camel would not start what was judged good; what ran before runs again then. */
  private boolean isRefused(Set<String> ready, RouteSet next) {
    Set<String> concerned = running.concerned(next);
    try {
      if (swap.replace(concerned, running, next)) {
        concerned.forEach(it -> LOG.info(line(it, ready, next)));
        running = next;
      }
      return false;
    } catch (Exception e) {
      judge.refuse(next, new StartTrouble(e));
      return true;
    }
  }

  private static String line(String file, Set<String> ready, RouteSet next) {
    return !next.files().containsKey(file)
        ? "routes/%s: removed".formatted(file)
        : ready.contains(file)
            ? "routes/%s: taken over".formatted(file)
            : "routes/%s: loaded again, for %s".formatted(file, String.join(", ", ready));
  }

  /** Each is logged once, and again when the file is edited and still as bad. */
  private void report(List<Trouble> now) {
    var texts = new LinkedHashMap<Trouble, String>();
    now.forEach(it -> texts.put(it, String.valueOf(before.get(it.file()))));
    texts.forEach(
        (trouble, text) -> {
          if (!text.equals(reported.get(trouble))) {
            LOG.error(trouble.text());
          }
        });
    reported = texts;
  }

  private void await(RouteSet good, boolean isBetweenRuns) {
    var texts = new TreeMap<String, String>();
    running.changed(good).forEach(it -> texts.put(it, good.text(it).orElse("")));
    texts.forEach(
        (file, text) -> {
          if (!text.equals(waiting.get(file))) {
            LOG.info(
                "routes/{}: takes effect when {}",
                file,
                isBetweenRuns
                    ? "what is on its way through its routes is done"
                    : "the run under way is through");
          }
        });
    waiting = texts;
  }
}
