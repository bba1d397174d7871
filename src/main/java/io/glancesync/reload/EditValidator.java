package io.glancesync.reload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;

/** Decides which edits can be applied, without a change of what runs. */
final class EditValidator {
  private static final int MEMORY = 100;

  private final CamelContext context;
  private final Set<String> calledByJava;
  private final Map<RouteSet, List<Problem>> tried = new HashMap<>();

  EditValidator(CamelContext context, Set<String> calledByJava) {
    this.context = context;
    this.calledByJava = calledByJava;
  }

  /** Validates all edits together; if that fails, without those that cause the problems. */
  ValidationResult on(RouteSet running, RouteSet wished) {
    var troubles = new ArrayList<Problem>();
    Set<String> left = running.changed(wished);
    while (!left.isEmpty()) {
      RouteSet set = running.with(left, wished);
      Optional<Problem> trouble = trouble(running, set);
      if (trouble.isEmpty()) {
        return new ValidationResult(set, troubles);
      }
      String culprit = culprit(trouble.get(), left, running, wished);
      troubles.add(trouble.get().by(culprit));
      left.remove(culprit);
    }
    return new ValidationResult(running, troubles);
  }

  /** The file that causes a problem. An unchanged file may only show what a changed one broke. */
  private String culprit(Problem trouble, Set<String> left, RouteSet running, RouteSet wished) {
    return left.contains(trouble.file())
        ? trouble.file()
        : left.stream()
            .filter(it -> trouble(running, running.with(List.of(it), wished)).isPresent())
            .findFirst()
            .orElse(left.iterator().next());
  }

  boolean isGood(RouteSet running, RouteSet set) {
    return trouble(running, set).isEmpty();
  }

  /** What is wrong with the routes if another Camel context resolves the properties. */
  Optional<Problem> objection(RouteSet running, Set<String> concerned, CamelContext values) {
    Predicate<String> isJavaBean = isJavaBean(running);
    List<Problem> troubles = new TrialContext(context, isJavaBean, values).of(running);
    return troubles.isEmpty()
        ? Optional.empty()
        : first(tried(running, isJavaBean), troubles, concerned);
  }

  /** Forgets all results, because new values may change them. */
  void forget() {
    tried.clear();
  }

  /** Records that a set which passed this validation could not be started. */
  void refuse(RouteSet set, StartTrouble trouble) {
    tried.put(set, List.of(new Problem("", 0, trouble.reason())));
  }

  private Optional<Problem> trouble(RouteSet running, RouteSet set) {
    Predicate<String> isJavaBean = isJavaBean(running);
    Set<String> changed = running.changed(set);
    return first(objections(running, isJavaBean), objections(set, isJavaBean), changed)
        .or(() -> first(tried(running, isJavaBean), tried(set, isJavaBean), changed));
  }

  private List<Problem> objections(RouteSet set, Predicate<String> isJavaBean) {
    return new RouteLint(set, isJavaBean, calledByJava).all();
  }

  private List<Problem> tried(RouteSet set, Predicate<String> isJavaBean) {
    if (tried.size() > MEMORY) {
      tried.clear();
    }
    return tried.computeIfAbsent(set, it -> new TrialContext(context, isJavaBean, context).of(it));
  }

  private Predicate<String> isJavaBean(RouteSet running) {
    Set<String> fromFiles = Set.copyOf(running.beans(running.files().keySet()));
    return it -> !fromFiles.contains(it) && context.getRegistry().lookupByName(it) != null;
  }

  /**
   * The first new problem, if possible one in a changed file. Problems that existed before did not
   * prevent the start.
   */
  private static Optional<Problem> first(
      List<Problem> before, List<Problem> now, Set<String> changed) {
    return now.stream()
        .filter(it -> before.stream().noneMatch(it::isAlso))
        .min(Comparator.comparing(it -> !changed.contains(it.file())));
  }
}
