package io.glancesync.reload;

import io.glancesync.property.KnownProperties;
import io.glancesync.property.PropertyDefinition.Effect;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies edits of {@code conf/application.properties}, and reloads the routes that they concern.
 */
final class SettingsReload {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");

  private final ApplicationSettings settings;
  private final EditValidator editValidator;
  private final Swap swap;
  private String before;
  private boolean isStable;
  private String refused = "";
  private RouteSet refusedWith = new RouteSet(Map.of());
  private String waiting = "";
  private Optional<Problem> trouble = Optional.empty();

  SettingsReload(ApplicationSettings settings, EditValidator editValidator, Swap swap) {
    this.settings = settings;
    this.editValidator = editValidator;
    this.swap = swap;
    this.before = settings.current().text();
  }

  /** The text of the file at the last poll; empty for another file. */
  Optional<String> seen(String file) {
    return file.equals(ApplicationSettings.FILE) ? Optional.of(before) : Optional.empty();
  }

  /** Polls the file. Applies what is valid, and returns what is wrong. */
  Optional<Problem> look(RouteSet running, boolean isBetweenRuns) {
    String text;
    try {
      text = settings.read();
    } catch (NoSuchFileException e) {
      // a file that existed is perhaps being rewritten
      return before.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Problem(
                  ApplicationSettings.FILE,
                  0,
                  "it is gone; write it again, or an empty one for all defaults"));
    } catch (IOException e) {
      return Optional.of(
          new Problem(ApplicationSettings.FILE, 0, "it cannot be read (%s)".formatted(e)));
    }
    isStable = text.equals(before);
    before = text;
    return again(running, isBetweenRuns);
  }

  /** Validates the same text again with other routes, without a poll of the file. */
  Optional<Problem> again(RouteSet running, boolean isBetweenRuns) {
    if (before.equals(settings.current().text())) {
      trouble = Optional.empty();
    } else if (isStable && !(before.equals(refused) && running.equals(refusedWith))) {
      trouble =
          settings.trouble(before).or(() -> take(SettingsText.of(before), running, isBetweenRuns));
    }
    return trouble;
  }

  private Optional<Problem> take(SettingsText next, RouteSet running, boolean isBetweenRuns) {
    CamelContext apart = settings.with(next);
    Set<String> keys = settings.changed(next, apart);
    Set<String> concerned = running.mentioning(keys);
    Optional<Problem> objection =
        concerned.isEmpty() ? Optional.empty() : editValidator.objection(running, concerned, apart);
    if (objection.isPresent()) {
      refuse(next, running);
      return objection.map(it -> it.by(ApplicationSettings.FILE));
    }
    keys.removeAll(takeAtOnce(keys, next, apart, running));
    if (keys.isEmpty()) {
      settings.put(next);
      return Optional.empty();
    }
    SettingsText last = settings.current();
    try {
      if (isBetweenRuns
          && swap.isQuiet(concerned)
          && swap.replace(
              concerned, running, running, () -> settings.put(next), () -> settings.put(last))) {
        editValidator.forget();
        told(keys, concerned, settings.warnings(apart));
      } else if (!next.text().equals(waiting)) {
        waiting = next.text();
        LOG.info("{}: takes effect when the current run has ended", ApplicationSettings.FILE);
      }
      return Optional.empty();
    } catch (Exception e) {
      refuse(next, running);
      return Optional.of(new Problem(ApplicationSettings.FILE, 0, new StartTrouble(e).reason()));
    }
  }

  /** Applies the keys that need not wait for the end of a run, and returns them. */
  private Set<String> takeAtOnce(
      Set<String> changed, SettingsText next, CamelContext apart, RouteSet running) {
    Set<String> keys =
        changed.stream()
            .filter(it -> KnownProperties.effect(it) == Effect.ONCE)
            .filter(it -> running.mentioning(Set.of(it)).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!keys.isEmpty()) {
      settings.take(keys, next, apart);
      told(keys, Set.of(), settings.warnings(apart));
    }
    return keys;
  }

  /** Remembers a refused text, because it would be refused again. */
  private void refuse(SettingsText text, RouteSet running) {
    refused = text.text();
    refusedWith = running;
  }

  private static void told(Set<String> keys, Set<String> concerned, List<String> warnings) {
    LOG.info("{}: taken over ({})", ApplicationSettings.FILE, String.join(", ", keys));
    concerned.forEach(
        it -> LOG.info("routes/{}: loaded again, for {}", it, ApplicationSettings.FILE));
    warnings.forEach(LOG::warn);
    keys.stream()
        .filter(it -> KnownProperties.effect(it) == Effect.START)
        .forEach(
            it ->
                LOG.warn(
                    "{}: {} takes effect when the service is started again",
                    ApplicationSettings.FILE,
                    it));
  }
}
