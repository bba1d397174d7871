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

/** Says which edits can be taken over, without touching what runs. */
final class Judge {
  private static final int MEMORY = 100;

  private final CamelContext context;
  private final Set<String> calledByJava;
  private final Map<RouteSet, Optional<Trouble>> known = new HashMap<>();

  Judge(CamelContext context, Set<String> calledByJava) {
    this.context = context;
    this.calledByJava = calledByJava;
  }

  /** All edits together if that goes well, else without those that are in the way. */
  Verdict on(RouteSet running, RouteSet wished) {
    var troubles = new ArrayList<Trouble>();
    Set<String> left = running.changed(wished);
    while (!left.isEmpty()) {
      RouteSet set = running.with(left, wished);
      Optional<Trouble> trouble = trouble(running, set);
      if (trouble.isEmpty()) {
        return new Verdict(set, troubles);
      }
      String culprit = culprit(trouble.get(), left, running, wished);
      troubles.add(trouble.get().by(culprit));
      left.remove(culprit);
    }
    return new Verdict(running, troubles);
  }

  /** A file that is as it was may only show what another one broke. */
  private String culprit(Trouble trouble, Set<String> left, RouteSet running, RouteSet wished) {
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

  /** What was good here has failed in earnest. */
  void refuse(RouteSet set, StartTrouble trouble) {
    known.put(set, Optional.of(new Trouble("", 0, trouble.reason())));
  }

  private Optional<Trouble> trouble(RouteSet running, RouteSet set) {
    if (known.size() > MEMORY) {
      known.clear();
    }
    // not computeIfAbsent: what is being judged may be put there meanwhile
    Optional<Trouble> before = known.get(set);
    if (before == null) {
      before = judged(running, set);
      known.put(set, before);
    }
    return before;
  }

  private Optional<Trouble> judged(RouteSet running, RouteSet set) {
    Set<String> fromFiles = Set.copyOf(running.beans(running.files().keySet()));
    Predicate<String> isJavaBean =
        it -> !fromFiles.contains(it) && context.getRegistry().lookupByName(it) != null;
    var trial = new Trial(context, isJavaBean);
    return first(
            new Objections(running, isJavaBean, calledByJava).all(),
            new Objections(set, isJavaBean, calledByJava).all(),
            running.changed(set))
        .or(
            () -> {
              List<Trouble> troubles = trial.of(set);
              return troubles.isEmpty()
                  ? Optional.empty()
                  : first(trial.of(running), troubles, running.changed(set));
            });
  }

  /** What was wrong before was started all the same; of the rest, what a changed file shows. */
  private static Optional<Trouble> first(
      List<Trouble> before, List<Trouble> now, Set<String> changed) {
    return now.stream()
        .filter(it -> before.stream().noneMatch(it::isAlso))
        .min(Comparator.comparing(it -> !changed.contains(it.file())));
  }
}
