package io.glancesync.reload;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Route files that run together, or are to run together.
 *
 * @param files the files by name
 */
record RouteSet(Map<String, RouteFile> files) {

  static RouteSet of(Map<String, String> texts) {
    var files = new TreeMap<String, RouteFile>();
    texts.forEach((name, text) -> files.put(name, RouteFile.of(name, text)));
    return new RouteSet(files);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(files.get(name)).map(RouteFile::text);
  }

  /** The same files, except that some are taken from another set, where they may be missing. */
  RouteSet with(Collection<String> names, RouteSet other) {
    var mixed = new TreeMap<>(files);
    for (String name : names) {
      mixed.remove(name);
      Optional.ofNullable(other.files.get(name)).ifPresent(it -> mixed.put(name, it));
    }
    return new RouteSet(mixed);
  }

  /** The same routes, with the texts of another set where only comments and the like differ. */
  RouteSet withTextsOf(RouteSet other) {
    Set<String> changed = changed(other);
    return with(files.keySet().stream().filter(it -> !changed.contains(it)).toList(), other);
  }

  /** The files whose contents differ, apart from comments and the like. */
  Set<String> changed(RouteSet next) {
    return names(next)
        .filter(
            name -> {
              RouteFile one = files.get(name);
              RouteFile other = next.files.get(name);
              return one == null || other == null || !one.isSameAs(other);
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The files that differ, and those that depend on a changed element in them. */
  Set<String> concerned(RouteSet next) {
    Set<String> changed = changed(next);
    var names = new HashSet<String>();
    for (String file : changed) {
      items(next, file).filter(it -> isOnlyInOne(it, next, file)).forEach(it -> add(it, names));
    }
    return closure(changed, names, next);
  }

  /** The files that use one of these keys as a placeholder, and those that depend on them. */
  Set<String> mentioning(Set<String> keys) {
    var found = new TreeSet<String>();
    var names = new HashSet<String>();
    for (RouteFile file : files.values()) {
      for (RouteElement routeElement : file.items()) {
        if (keys.stream().anyMatch(routeElement::mentions)) {
          found.add(file.name());
          add(routeElement, names);
        }
      }
    }
    return closure(found, names, this);
  }

  /**
   * Adds the files that depend on these directly or indirectly, such as routes whose error handler
   * has changed delays.
   */
  private Set<String> closure(Set<String> found, Set<String> changedNames, RouteSet next) {
    var names = new HashSet<>(changedNames);
    var concerned = new TreeSet<>(found);
    int size;
    do {
      size = names.size();
      var known = Set.copyOf(names);
      names(next)
          .forEach(
              file ->
                  items(next, file)
                      .filter(routeElement -> known.stream().anyMatch(routeElement::uses))
                      .forEach(
                          routeElement -> {
                            concerned.add(file);
                            add(routeElement, names);
                          }));
    } while (names.size() > size);
    if (names(next).filter(concerned::contains).anyMatch(it -> hasNameless(next, it))) {
      names(next).filter(it -> hasNameless(next, it)).forEach(concerned::add);
    }
    return concerned;
  }

  /**
   * Whether a file has route configurations without a name. They cannot be told apart, so all are
   * removed and loaded again.
   */
  private boolean hasNameless(RouteSet next, String file) {
    return items(next, file).anyMatch(RouteElement::isNamelessConfiguration);
  }

  private static void add(RouteElement routeElement, Set<String> names) {
    routeElement.name().ifPresent(names::add);
  }

  private boolean isOnlyInOne(RouteElement routeElement, RouteSet next, String file) {
    return Stream.of(this, next)
            .map(it -> it.files.get(file))
            .filter(Objects::nonNull)
            .filter(it -> it.items().stream().anyMatch(routeElement::isSameAs))
            .count()
        == 1;
  }

  private Stream<RouteElement> items(RouteSet next, String file) {
    return Stream.of(this, next)
        .map(it -> it.files.get(file))
        .filter(Objects::nonNull)
        .flatMap(it -> it.items().stream());
  }

  /** Whether a run may need an element of these files at any moment, in this set or in the next. */
  boolean isNeededByRuns(Set<String> names, RouteSet next) {
    return names.stream().flatMap(it -> items(next, it)).anyMatch(RouteElement::isNeededByRuns);
  }

  /** The names of the beans that these files define. */
  List<String> beans(Collection<String> names) {
    return items(names, "bean").flatMap(it -> it.field("name").stream()).toList();
  }

  /** The ids of the route configurations in these files; empty for one without an id. */
  Set<Optional<String>> configurations(Collection<String> names) {
    return items(names, "routeConfiguration").map(it -> it.field("id")).collect(Collectors.toSet());
  }

  private Stream<RouteElement> items(Collection<String> names, String kind) {
    return names.stream()
        .map(files::get)
        .filter(Objects::nonNull)
        .flatMap(it -> it.items().stream())
        .filter(it -> it.kind().equals(kind));
  }

  private Stream<String> names(RouteSet next) {
    return Stream.concat(files.keySet().stream(), next.files.keySet().stream()).distinct();
  }
}
