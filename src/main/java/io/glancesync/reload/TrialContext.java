package io.glancesync.reload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Component;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * A separate Camel context, in which the routes of a revision are created but never started. What
 * it refuses, the service would have refused.
 */
final class TrialContext implements AutoCloseable {
  private final ModelCamelContext service;
  private final Predicate<String> isJavaBean;
  private final DefaultCamelContext trial;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param service the service's context, whose beans are visible here
   * @param isJavaBean whether Java created a bean of this name; all others are created anew here
   */
  TrialContext(ModelCamelContext service, Predicate<String> isJavaBean, Revision revision) {
    this.service = service;
    this.isJavaBean = isJavaBean;
    trial = new DefaultCamelContext(new DefaultRegistry(new TrialBeans()));
    // quartz and others keep their records by this name
    trial.setNameStrategy(new ExplicitCamelContextNameStrategy(service.getName() + "-trial"));
    trial.setStartupSummaryLevel(StartupSummaryLevel.Off);
    trial.setAutoStartup(false);
    SettingsSource.copy(service, trial, revision.settings().values());
    trial.start();
  }

  ModelCamelContext context() {
    return trial;
  }

  /** Creates the routes, and one route of each template. Camel stops at a file's first problem. */
  List<Problem> load(Collection<RouteFile> files) {
    RoutesLoader loader = PluginHelper.getRoutesLoader(trial);
    var builders = new ArrayList<RoutesBuilder>();
    files.stream()
        .filter(it -> it.flaw().isEmpty())
        .forEach(it -> attempt(() -> builders.addAll(loader.findRoutesBuilders(it.resource()))));
    // in two passes, as Camel does: routes need their configurations
    for (RoutesBuilder builder : builders) {
      if (builder instanceof RouteConfigurationsBuilder configurations) {
        attempt(() -> trial.addRoutesConfigurations(configurations));
      }
    }
    builders.forEach(it -> attempt(() -> trial.addRoutes(it)));
    List.copyOf(trial.getRouteTemplateDefinitions()).forEach(it -> attempt(() -> make(it)));
    return problems;
  }

  private void attempt(LoadStep step) {
    try {
      step.run();
    } catch (Exception | LinkageError e) {
      problems.add(new StartFailure(e).problem(trial));
    }
  }

  /** Something that Camel may refuse. */
  private interface LoadStep {
    void run() throws Exception;
  }

  private void make(RouteTemplateDefinition template) {
    var builder = TemplatedRouteBuilder.builder(trial, template.getId());
    parameters(template).forEach(builder::parameter);
    builder.routeId(template.getId() + "-trial").add();
  }

  /**
   * The parameters of a route that was made from the template; else 1, which is valid as a name and
   * as a number.
   */
  private Map<String, Object> parameters(RouteTemplateDefinition template) {
    List<String> names =
        Optional.ofNullable(template.getTemplateParameters()).orElse(List.of()).stream()
            .filter(it -> it.getDefaultValue() == null)
            .map(RouteTemplateParameterDefinition::getName)
            .toList();
    Map<String, Object> made =
        service.getRouteDefinitions().stream()
            .map(RouteDefinition::getTemplateParameters)
            .filter(it -> it != null && it.keySet().containsAll(names))
            .findFirst()
            .orElse(Map.of());
    return names.stream().collect(Collectors.toMap(it -> it, it -> made.getOrDefault(it, "1")));
  }

  /** The file of a route. A route that was made from a template knows the template's file. */
  static String file(RouteDefinition route) {
    return file(
        route.getResource() == null
            ? String.valueOf(route.getInput().getLocation())
            : route.getResource().getLocation());
  }

  static String file(String location) {
    return location.replaceFirst(".*[/:]", "");
  }

  @Override
  public void close() {
    try {
      trial.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The service's beans by name. Its components are left out: they would stop with this context.
   */
  private final class TrialBeans implements BeanRepository {
    @Override
    public Object lookupByName(String name) {
      Object bean = isJavaBean.test(name) ? service.getRegistry().lookupByName(name) : null;
      return bean instanceof Component ? null : bean;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
      Object bean = lookupByName(name);
      return type.isInstance(bean) ? type.cast(bean) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
      return Collections.emptyMap();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
      return Collections.emptySet();
    }
  }
}
