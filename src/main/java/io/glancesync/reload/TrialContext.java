package io.glancesync.reload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * A separate Camel context, in which routes are created but never started. What it refuses, the
 * service would have refused.
 *
 * @param context the service's context, whose beans are visible here
 * @param isJavaBean as in {@link RouteLint}; beans from files are created anew here
 * @param values resolves properties
 */
record TrialContext(CamelContext context, Predicate<String> isJavaBean, CamelContext values) {

  private static final Pattern PLACE =
      Pattern.compile(" in file:\\S*?([^/\\s]+), line (\\d+), column \\d+");

  /** The problems of the files. Camel stops at the first one, except in templates. */
  List<Problem> of(RouteSet set) {
    try (var apart = new DefaultCamelContext(new DefaultRegistry(new TrialBeans()))) {
      // quartz and others keep their records by this name
      apart.setNameStrategy(new ExplicitCamelContextNameStrategy(context.getName() + "-trial"));
      apart.setStartupSummaryLevel(StartupSummaryLevel.Off);
      apart.setAutoStartup(false);
      var properties = (PropertiesComponent) apart.getPropertiesComponent();
      properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
      properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
      properties.addPropertiesSource(new TrialValues());
      apart.start();
      return load(set, apart).map(List::of).orElseGet(() -> make(apart));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Problem> load(RouteSet set, DefaultCamelContext apart) {
    List<Resource> resources = set.files().values().stream().map(RouteFile::resource).toList();
    try {
      PluginHelper.getRoutesLoader(apart).loadRoutes(resources);
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(problem(new StartTrouble(e), apart));
    }
  }

  /** Creates one route from each template. */
  private List<Problem> make(DefaultCamelContext apart) {
    var troubles = new ArrayList<Problem>();
    for (RouteTemplateDefinition template : List.copyOf(apart.getRouteTemplateDefinitions())) {
      var builder = TemplatedRouteBuilder.builder(apart, template.getId());
      parameters(template).forEach(builder::parameter);
      try {
        builder.routeId(template.getId() + "-trial").add();
      } catch (RuntimeException e) {
        troubles.add(problem(new StartTrouble(e), apart));
      }
    }
    return troubles;
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
        ((ModelCamelContext) context)
            .getRouteDefinitions().stream()
                .map(RouteDefinition::getTemplateParameters)
                .filter(it -> it != null && it.keySet().containsAll(names))
                .findFirst()
                .orElse(Map.of());
    return names.stream().collect(Collectors.toMap(it -> it, it -> made.getOrDefault(it, "1")));
  }

  static Problem problem(StartTrouble trouble, CamelContext context) {
    return trouble
        .definition(context)
        .map(route -> new Problem(file(route), trouble.line(route), said(route, trouble)))
        .orElseGet(() -> parsed(trouble.reason()));
  }

  private static Problem parsed(String reason) {
    Matcher place = PLACE.matcher(reason);
    return place.find()
        ? new Problem(place.group(1), Integer.parseInt(place.group(2)), place.replaceFirst(""))
        : new Problem("", 0, reason);
  }

  private static String said(RouteDefinition route, StartTrouble trouble) {
    return "route %s: %s".formatted(route.getRouteId(), trouble.reason());
  }

  /** The file of a route. A route that was made from a template knows the template's file. */
  static String file(RouteDefinition route) {
    String location =
        route.getResource() == null
            ? String.valueOf(route.getInput().getLocation())
            : route.getResource().getLocation();
    return location.replaceFirst(".*[/:]", "");
  }

  /** Resolves properties as another Camel context does, from whatever source. */
  private final class TrialValues implements PropertiesSource {
    @Override
    public String getName() {
      return "service";
    }

    @Override
    public String getProperty(String name) {
      return values.getPropertiesComponent().resolveProperty(name).orElse(null);
    }
  }

  /**
   * The service's beans by name. Its components are left out: they would stop with this context.
   */
  private final class TrialBeans implements BeanRepository {
    @Override
    public Object lookupByName(String name) {
      Object bean = isJavaBean.test(name) ? context.getRegistry().lookupByName(name) : null;
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
