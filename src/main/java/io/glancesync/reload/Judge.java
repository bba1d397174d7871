package io.glancesync.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges edits, each as a whole, and keeps those that are refused. What is changed in a file of a
 * refused edit is a correction of that edit, and is judged together with all of it. Other edits
 * need not wait until it is corrected.
 */
final class Judge {
  private final EditValidator validator;
  private List<Rejection> rejections = List.of();

  /** The files of each edit that is accepted, and does not run yet. */
  private List<Set<String>> waiting = List.of();

  Judge(EditValidator validator) {
    this.validator = validator;
  }

  /**
   * An edit that is refused.
   *
   * @param unstarted the revision with which Camel failed to start; empty when it was not tried
   */
  private record Rejection(
      Set<String> files, List<Problem> problems, Optional<Revision> unstarted) {
    /** Whether this is the same edit again. With other settings the same routes may start. */
    boolean isIn(Revision next) {
      return unstarted
          .map(it -> it.changed(next))
          .filter(it -> !it.contains(SettingsText.FILE) && it.stream().noneMatch(files::contains))
          .isPresent();
    }
  }

  /** Why edits are refused. */
  List<Problem> problems() {
    return rejections.stream().flatMap(it -> it.problems().stream()).distinct().toList();
  }

  /** Forgets the accepted edits, because they run. */
  void applied() {
    waiting = List.of();
  }

  /**
   * Refuses accepted edits with which Camel failed to start: those with a file that has the
   * problem, else all. The others are judged again.
   *
   * @param now what the files say
   * @return what is accepted; empty when nothing is
   */
  Optional<Edit> failed(Revision running, Revision next, List<Problem> problems, Revision now) {
    Set<String> named = problems.stream().flatMap(Problem::files).collect(Collectors.toSet());
    List<Set<String>> guilty = waiting.stream().filter(it -> isAny(it, named)).toList();
    Set<String> files =
        (guilty.isEmpty() ? waiting : guilty)
            .stream().flatMap(Set::stream).collect(Collectors.toSet());
    List<Set<String>> edits = joined(all(), files);
    rejections = new ArrayList<>(rejections);
    rejections.add(new Rejection(edits.get(edits.size() - 1), problems, Optional.of(next)));
    waiting = List.of();
    return each(running, running, edits, now);
  }

  /**
   * Judges what has changed.
   *
   * @param accepted the revision that is to run until another one is accepted
   * @param changed the files that have changed since the last judgement
   * @param now what the files say now
   * @return what is accepted: all files, or those of some edits; empty when nothing is
   */
  Optional<Edit> judge(Revision running, Revision accepted, Set<String> changed, Revision now) {
    List<Set<String>> edits = joined(refused(), changed);
    Edit whole = validated(running, accepted, now);
    if (whole.isGood()) {
      rejections = List.of();
      edits.forEach(it -> waiting = joined(waiting, it));
      return Optional.of(whole);
    }
    if (edits.size() == 1) {
      rejections = List.of(rejection(edits.get(0), whole, now));
      return Optional.empty();
    }
    return each(running, accepted, edits, now);
  }

  /** Judges each edit as if it were the only one. One of them may help another. */
  private Optional<Edit> each(
      Revision running, Revision accepted, List<Set<String>> edits, Revision now) {
    var left = new ArrayList<Rejection>();
    for (Set<String> files : edits) {
      Revision next = accepted.with(files, now);
      if (next.changed(accepted).isEmpty()) {
        continue;
      }
      Edit edit = validated(running, accepted, next);
      if (edit.isGood()) {
        waiting = joined(waiting, files);
        List<Set<String>> others = edits.stream().filter(it -> it != files).toList();
        return each(running, next, others, now).or(() -> Optional.of(edit));
      }
      left.add(rejection(files, edit, next));
    }
    rejections = left;
    return Optional.empty();
  }

  private Edit validated(Revision running, Revision accepted, Revision next) {
    return rejections.stream()
        .filter(it -> it.isIn(next))
        .findFirst()
        .map(it -> Edit.refused(next, it.problems()))
        .orElseGet(() -> validator.validate(running, accepted, next));
  }

  private Rejection rejection(Set<String> files, Edit edit, Revision next) {
    Optional<Revision> unstarted =
        rejections.stream().filter(it -> it.isIn(next)).findFirst().flatMap(Rejection::unstarted);
    return new Rejection(files, edit.problems(), unstarted);
  }

  private List<Set<String>> refused() {
    return rejections.stream().map(Rejection::files).toList();
  }

  private List<Set<String>> all() {
    return Stream.concat(refused().stream(), waiting.stream()).toList();
  }

  /** The files of each edit. Those that share a file with the last one become part of it. */
  private static List<Set<String>> joined(List<Set<String>> edits, Set<String> last) {
    var files = new TreeSet<>(last);
    var joined = new ArrayList<Set<String>>();
    for (Set<String> edit : edits) {
      if (isAny(edit, last)) {
        files.addAll(edit);
      } else {
        joined.add(edit);
      }
    }
    joined.add(files);
    return joined;
  }

  private static boolean isAny(Set<String> files, Set<String> of) {
    return files.stream().anyMatch(of::contains);
  }
}
