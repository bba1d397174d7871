package io.glancesync.reload;

import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.LocationPropertiesSource;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.apache.camel.spi.PropertiesSource;

/** Gives Camel the values of {@code conf/application.properties} that are in effect. */
final class SettingsSource implements LoadablePropertiesSource {
  private volatile Properties values = new Properties();

  /** Replaces the file, which Camel has read at the start. */
  static SettingsSource in(CamelContext context) {
    var source = new SettingsSource();
    List<PropertiesSource> sources = properties(context).getPropertiesSources();
    sources.replaceAll(it -> it instanceof LocationPropertiesSource ? source : it);
    return source;
  }

  /** Lets another Camel context resolve properties as the service would with these values. */
  static void copy(CamelContext service, CamelContext other, Properties values) {
    PropertiesComponent ours = properties(service);
    PropertiesComponent theirs = properties(other);
    theirs.setInitialProperties(ours.getInitialProperties());
    theirs.setOverrideProperties(ours.getOverrideProperties());
    theirs.setEnvironmentVariableMode(ours.getEnvironmentVariableMode());
    theirs.setSystemPropertiesMode(ours.getSystemPropertiesMode());
    var source = new SettingsSource();
    source.set(values);
    theirs.addPropertiesSource(source);
  }

  /** Resolves a key. A value that nobody reads may refer to a property that does not exist. */
  static String value(CamelContext context, String key) {
    try {
      // not while a route is made from a template; CamelProperties says why
      synchronized (context.getPropertiesComponent()) {
        return context.resolvePropertyPlaceholders("{{" + key + ":}}");
      }
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static PropertiesComponent properties(CamelContext context) {
    return (PropertiesComponent) context.getPropertiesComponent();
  }

  /** Applies these values, except those that the environment overrides. */
  void set(Properties next) {
    values = next;
  }

  @Override
  public String getName() {
    return "application.properties";
  }

  @Override
  public String getProperty(String name) {
    return values.getProperty(name);
  }

  @Override
  public Properties loadProperties() {
    return values;
  }

  @Override
  public Properties loadProperties(Predicate<String> filter) {
    var some = new Properties();
    some.putAll(values);
    some.keySet().removeIf(it -> !filter.test(it.toString()));
    return some;
  }

  /** Does nothing: {@link Reload} reads the file and validates it first. */
  @Override
  public void reloadProperties(String location) {}
}
