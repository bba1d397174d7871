package io.glancesync.routes.rules;

import io.glancesync.property.KnownProperties;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** What Camel has made of a file: every value of every definition, apart from places. */
final class RouteModel {
  private static final Set<String> PLACES =
      Set.of("parent", "location", "lineNumber", "resource", "camelContext", "index");

  private RouteModel() {}

  /** The definitions of a text, each as one long line. */
  static List<String> of(String text) {
    try (var context = new DefaultCamelContext()) {
      var settings = context.getPropertiesComponent();
      KnownProperties.standards().forEach(settings::addInitialProperty);
      settings.addOverrideProperty("glancesync.notify", "true");
      settings.addOverrideProperty("glancesync.http.is-served", "true");
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromString("file:any.camel.yaml", text));
      Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
      var definitions = new ArrayList<Object>(model.getRouteDefinitions());
      definitions.addAll(model.getRouteTemplateDefinitions());
      definitions.addAll(model.getRouteConfigurationDefinitions());
      definitions.addAll(model.getCustomBeans());
      return definitions.stream().map(RouteModel::written).toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String written(Object value) {
    if (value instanceof Collection<?> all) {
      return all.stream().map(RouteModel::written).toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      var all = new TreeMap<String, String>();
      map.forEach((key, it) -> all.put("" + key, written(it)));
      return all.toString();
    }
    if (value == null || !value.getClass().getName().startsWith("org.apache.camel.model.")) {
      return String.valueOf(value);
    }
    var fields = new TreeMap<String, String>();
    for (Class<?> it = value.getClass(); it != Object.class; it = it.getSuperclass()) {
      for (Field field : it.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !PLACES.contains(field.getName())) {
          fields.put(field.getName(), written(read(field, value)));
        }
      }
    }
    fields.values().removeIf(it -> it.equals("null") || it.equals("[]"));
    return value.getClass().getSimpleName() + fields;
  }

  private static Object read(Field field, Object from) {
    try {
      field.setAccessible(true);
      return field.get(from);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
