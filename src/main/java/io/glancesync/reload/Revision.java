package io.glancesync.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of {@code routes/} and {@code conf/application.properties} as they were at one moment.
 * They are judged, and take effect, together.
 *
 * @param texts their texts by file name
 * @param routes the route files by name
 */
record Revision(Map<String, String> texts, Map<String, RouteFile> routes, SettingsText settings) {

  /**
   * @param texts the texts by file name, that of the settings under {@link SettingsText#FILE}
   */
  static Revision of(Map<String, String> texts) {
    var routes = new TreeMap<String, RouteFile>();
    texts.forEach((name, text) -> routes.put(name, RouteFile.of(name, text)));
    routes.remove(SettingsText.FILE);
    return new Revision(texts, routes, SettingsText.of(texts.get(SettingsText.FILE)));
  }

  /**
   * The same files, except that some are taken from another revision, where they may be missing.
   */
  Revision with(Collection<String> names, Revision other) {
    return new Revision(
        mixed(names, texts, other.texts),
        mixed(names, routes, other.routes),
        names.contains(SettingsText.FILE) ? other.settings : settings);
  }

  private static <T> Map<String, T> mixed(
      Collection<String> names, Map<String, T> here, Map<String, T> there) {
    var mixed = new TreeMap<>(here);
    mixed.keySet().removeAll(names);
    there.forEach(
        (name, it) -> {
          if (names.contains(name)) {
            mixed.put(name, it);
          }
        });
    return mixed;
  }

  /** The files whose contents differ, apart from comments and the like. */
  Set<String> changed(Revision next) {
    Set<String> changed = changedRoutes(next);
    if (!Objects.equals(texts.get(SettingsText.FILE), next.texts.get(SettingsText.FILE))) {
      changed.add(SettingsText.FILE);
    }
    return changed;
  }

  Set<String> changedRoutes(Revision next) {
    return Stream.concat(routes.keySet().stream(), next.routes.keySet().stream())
        .filter(
            name -> {
              RouteFile one = routes.get(name);
              RouteFile other = next.routes.get(name);
              return one == null || other == null || !one.isSameAs(other);
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The elements of these files. */
  Stream<RouteElement> elements(Collection<String> names) {
    return names.stream()
        .map(routes::get)
        .filter(Objects::nonNull)
        .flatMap(it -> it.elements().stream());
  }

  /** The elements that only one of both revisions has. */
  Stream<RouteElement> differences(Revision next) {
    Set<String> files = changedRoutes(next);
    return Stream.concat(
        elements(files).filter(it -> next.elements(files).noneMatch(it::isSameAs)),
        next.elements(files).filter(it -> elements(files).noneMatch(it::isSameAs)));
  }

  /** The names of the beans that the files define. */
  Set<String> beans() {
    return elements(routes.keySet())
        .filter(RouteElement::isBean)
        .flatMap(it -> it.id().stream())
        .collect(Collectors.toSet());
  }

  /** The ids of the route configurations in these files; empty for one without an id. */
  Set<Optional<String>> configurations(Collection<String> names) {
    return elements(names)
        .filter(RouteElement::isConfiguration)
        .map(RouteElement::id)
        .collect(Collectors.toSet());
  }

  /**
   * What is wrong with the files, whatever Camel thinks of them.
   *
   * @param isJavaBean whether Java created a bean of this name
   */
  List<Problem> problems(Predicate<String> isJavaBean) {
    var problems = new ArrayList<Problem>();
    settings.flaw().ifPresent(problems::add);
    Map<String, String> seen = new HashMap<>();
    for (RouteFile file : routes.values()) {
      file.flaw().ifPresent(problems::add);
      for (RouteElement element : file.elements()) {
        element
            .flaw(isJavaBean, seen.putIfAbsent(element.kind() + element.id(), file.name()))
            .ifPresent(it -> problems.add(new Problem(file.name(), element.line(), it)));
      }
    }
    return problems;
  }
}
