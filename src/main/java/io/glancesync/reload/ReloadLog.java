package io.glancesync.reload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the results of edits, each once. */
final class ReloadLog {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");

  private Map<Problem, String> reported = Map.of();
  private Map<String, String> waiting = Map.of();

  List<Problem> troubles() {
    return List.copyOf(reported.keySet());
  }

  /**
   * Logs the present problems that were not yet logged for these texts.
   *
   * @param texts returns the text of a file
   */
  void report(List<Problem> now, UnaryOperator<String> texts) {
    var all = new LinkedHashMap<Problem, String>();
    now.forEach(it -> all.put(it, texts.apply(it.file())));
    all.forEach(
        (trouble, text) -> {
          if (!text.equals(reported.get(trouble))) {
            LOG.error(trouble.text());
          }
        });
    reported = all;
  }

  /** Logs that these files wait until they can be swapped. */
  void await(Set<String> files, RouteSet good, boolean isBetweenRuns) {
    var texts = new TreeMap<String, String>();
    files.forEach(it -> texts.put(it, good.text(it).orElse("")));
    texts.forEach(
        (file, text) -> {
          if (!text.equals(waiting.get(file))) {
            LOG.info(
                "routes/{}: takes effect when {}",
                file,
                isBetweenRuns
                    ? "what is on its way through its routes is done"
                    : "the current run has ended");
          }
        });
    waiting = texts;
  }

  void taken(Set<String> concerned, Set<String> edited, RouteSet next) {
    concerned.forEach(it -> LOG.info(line(it, edited, next)));
  }

  private static String line(String file, Set<String> edited, RouteSet next) {
    return !next.files().containsKey(file)
        ? "routes/%s: removed".formatted(file)
        : edited.contains(file)
            ? "routes/%s: taken over".formatted(file)
            : "routes/%s: loaded again, for %s".formatted(file, String.join(", ", edited));
  }
}
