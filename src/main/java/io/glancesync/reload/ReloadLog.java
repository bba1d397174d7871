package io.glancesync.reload;

import io.glancesync.property.KnownProperties;
import io.glancesync.property.PropertyDefinition.Effect;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what becomes of edits, each once. */
final class ReloadLog {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");

  private Revision waiting;

  /**
   * Logs the problems that are new or in files that have changed, and the files whose problems are
   * gone.
   */
  void judged(List<Problem> before, List<Problem> now, Set<String> changed) {
    now.stream()
        .filter(it -> !before.contains(it) || it.files().anyMatch(changed::contains))
        .map(Problem::text)
        .forEach(LOG::error);
    Set<String> left = now.stream().flatMap(Problem::files).collect(Collectors.toSet());
    before.stream()
        .flatMap(Problem::files)
        .distinct()
        .filter(it -> !left.contains(it))
        .forEach(it -> LOG.info("{}: the reported problem is gone", Problem.path(it)));
  }

  /** An edit waits until it can be applied. */
  void waits(Set<String> files, Edit edit, boolean isBetweenRuns) {
    if (edit.next().equals(waiting)) {
      return;
    }
    waiting = edit.next();
    String until =
        isBetweenRuns ? "the messages in its routes are done" : "the current run has ended";
    files.forEach(it -> LOG.info("{}: takes effect when {}", Problem.path(it), until));
  }

  void applied(Revision running, Edit edit, Set<String> concerned) {
    Set<String> edited = running.changed(edit.next());
    for (String file : concerned) {
      if (!edited.contains(file)) {
        LOG.info("routes/{}: loaded again, for {}", file, String.join(", ", edited));
      } else if (edit.next().routes().containsKey(file)) {
        LOG.info("routes/{}: applied", file);
      } else {
        LOG.info("routes/{}: removed", file);
      }
    }
    applied(edit.keys(), edit.warnings());
  }

  void applied(Set<String> keys, List<String> warnings) {
    if (keys.isEmpty()) {
      return;
    }
    LOG.info("{}: applied ({})", SettingsText.FILE, String.join(", ", keys));
    warnings.forEach(LOG::warn);
    keys.stream()
        .filter(it -> KnownProperties.effect(it) == Effect.START)
        .forEach(
            it ->
                LOG.warn(
                    "{}: {} takes effect when the service is started again",
                    SettingsText.FILE,
                    it));
  }
}
