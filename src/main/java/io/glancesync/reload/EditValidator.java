package io.glancesync.reload;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.property.KnownProperties;
import io.glancesync.property.PropertyDefinition.Effect;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/** Decides whether an edit can be applied, as a whole. It does not change what runs. */
final class EditValidator {
  private final ModelCamelContext context;
  private final Set<String> calledByJava;
  private final Function<CamelContext, List<String>> check;
  private final SettingsSource settings;
  private Revision base;
  private List<Problem> known = List.of();

  /**
   * @param calledByJava addresses that must have a consumer
   * @param check checks the values that a Camel context resolves; returns warnings, or throws a
   *     {@link ConfigurationException}
   * @param settings the settings in effect
   */
  EditValidator(
      ModelCamelContext context,
      Set<String> calledByJava,
      Function<CamelContext, List<String>> check,
      SettingsSource settings) {
    this.context = context;
    this.calledByJava = calledByJava;
    this.check = check;
    this.settings = settings;
  }

  /**
   * Validates the edit that leads from the running revision to the next.
   *
   * @param accepted the revision that is to run until this one is accepted; what differs from it is
   *     to blame for a problem
   */
  Edit validate(Revision running, Revision accepted, Revision next) {
    Predicate<String> isJavaBean = isJavaBean(running);
    if (!running.equals(base)) {
      try (var trial = new TrialContext(context, isJavaBean, running)) {
        known =
            checks(running, trial, isJavaBean).map(Supplier::get).flatMap(List::stream).toList();
      }
      base = running;
    }
    try (var trial = new TrialContext(context, isJavaBean, next)) {
      // a problem that one check finds would lead to others in the next
      return checks(next, trial, isJavaBean)
          .map(it -> caused(it.get(), accepted.changed(next)))
          .filter(it -> !it.isEmpty())
          .findFirst()
          .map(it -> Edit.refused(next, it))
          .orElseGet(() -> appliable(running, accepted(running, next, trial.context())));
    }
  }

  private Predicate<String> isJavaBean(Revision running) {
    Set<String> fromFiles = running.beans();
    return it -> !fromFiles.contains(it) && context.getRegistry().lookupByName(it) != null;
  }

  private Stream<Supplier<List<Problem>>> checks(
      Revision revision, TrialContext trial, Predicate<String> isJavaBean) {
    return Stream.of(
        () -> contents(revision, trial.context(), isJavaBean),
        () -> trial.load(revision.routes().values()),
        () -> new RouteLint(trial.context()).problems(calledByJava));
  }

  private List<Problem> contents(
      Revision revision, CamelContext values, Predicate<String> isJavaBean) {
    List<Problem> problems = revision.problems(isJavaBean);
    try {
      check.apply(values);
    } catch (RuntimeException e) {
      problems.add(revision.settings().problem(e));
    }
    return problems;
  }

  /**
   * The problems that an edit causes; those in files that it changes come first. What was wrong
   * before did not prevent the start.
   */
  private List<Problem> caused(List<Problem> problems, Set<String> changed) {
    return problems.stream()
        .filter(it -> known.stream().noneMatch(it::isAlso))
        .sorted(Comparator.comparing(it -> !changed.contains(it.file())))
        .map(it -> it.by(changed))
        .distinct()
        .toList();
  }

  /** Refuses an edit that would have to load again what only a start of the service can load. */
  private Edit appliable(Revision running, Edit edit) {
    Set<String> changed = running.changed(edit.next());
    List<Problem> fixed =
        new Dependents(context, running)
            .of(edit).stream()
                .flatMap(file -> running.elements(Set.of(file)).flatMap(it -> it.fixed(file)))
                .map(it -> it.by(changed))
                .toList();
    return fixed.isEmpty() ? edit : Edit.refused(edit.next(), fixed);
  }

  private Edit accepted(Revision running, Revision next, CamelContext trial) {
    var live = new Properties();
    live.putAll(running.settings().values());
    var keys = new TreeSet<String>();
    var liveKeys = new TreeSet<String>();
    for (String key : keys(live, next.settings().values(), settings.loadProperties())) {
      String value = SettingsSource.value(trial, key);
      boolean isLive = KnownProperties.effect(key) == Effect.ONCE && !isUsed(key, running);
      if (!value.equals(SettingsSource.value(context, key))) {
        (isLive ? liveKeys : keys).add(key);
      }
      if (isLive && next.settings().values().containsKey(key)) {
        live.setProperty(key, value);
      } else if (isLive) {
        live.remove(key);
      }
    }
    return new Edit(next, List.of(), keys, liveKeys, live, check.apply(trial));
  }

  private static Set<String> keys(Properties... values) {
    return Stream.of(values)
        .flatMap(it -> it.stringPropertyNames().stream())
        .collect(Collectors.toSet());
  }

  private static boolean isUsed(String key, Revision running) {
    return running.elements(running.routes().keySet()).anyMatch(it -> it.usesProperty(Set.of(key)));
  }
}
