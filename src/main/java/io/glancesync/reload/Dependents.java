package io.glancesync.reload;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PatternHelper;

/**
 * Finds the files that an edit concerns: those that changed, and those that depend on what changed
 * through a bean, a template, a route configuration or a placeholder.
 */
record Dependents(ModelCamelContext context, Revision running) {

  Set<String> of(Edit edit) {
    Set<RouteElement> changed = running.differences(edit.next()).collect(Collectors.toSet());
    var files = new TreeSet<>(running.changedRoutes(edit.next()));
    int size;
    do {
      size = changed.size();
      changed.addAll(users(changed, edit.keys()));
      running.routes().values().stream()
          .filter(it -> it.elements().stream().anyMatch(changed::contains))
          .forEach(it -> files.add(it.name()));
      // the beans and templates of these files are made anew
      changed.addAll(running.elements(files).filter(it -> it.isBean() || it.isTemplate()).toList());
    } while (changed.size() > size);
    addConfigured(changed, files);
    addGlobal(edit.next(), files);
    return files;
  }

  /** The elements that use a changed setting, or refer to a changed bean or template. */
  private Set<RouteElement> users(Set<RouteElement> changed, Set<String> keys) {
    return running
        .elements(running.routes().keySet())
        .filter(it -> it.usesProperty(keys) || changed.stream().anyMatch(it::mayUse))
        .collect(Collectors.toSet());
  }

  /**
   * Adds the routes to which a changed configuration applies. A global one applies to the routes
   * that name none.
   */
  private void addConfigured(Set<RouteElement> changed, Set<String> files) {
    changed.stream()
        .filter(RouteElement::isConfiguration)
        .forEach(
            configuration ->
                routes()
                    .filter(it -> isUsed(configuration, it))
                    .map(TrialContext::file)
                    .filter(running.routes()::containsKey)
                    .forEach(files::add));
  }

  private Stream<RouteDefinition> routes() {
    return Stream.concat(
        context.getRouteDefinitions().stream(),
        context.getRouteTemplateDefinitions().stream().map(RouteTemplateDefinition::getRoute));
  }

  private static boolean isUsed(RouteElement configuration, RouteDefinition route) {
    String wanted = route.getRouteConfigurationId();
    return wanted == null
        ? configuration.isGlobalConfiguration()
        : configuration
            .id()
            .filter(it -> PatternHelper.matchPatterns(it, wanted.split(",")))
            .isPresent();
  }

  /**
   * Adds all files with a global route configuration, if one of them is concerned: those without an
   * id cannot be told apart, and the last one applies, so all are removed and loaded again.
   */
  private void addGlobal(Revision next, Set<String> files) {
    var all = new TreeSet<>(running.routes().keySet());
    all.addAll(next.routes().keySet());
    all.removeIf(it -> !hasGlobal(running, it) && !hasGlobal(next, it));
    if (all.stream().anyMatch(files::contains)) {
      files.addAll(all);
    }
  }

  private static boolean hasGlobal(Revision revision, String file) {
    return revision.elements(Set.of(file)).anyMatch(RouteElement::isGlobalConfiguration);
  }
}
