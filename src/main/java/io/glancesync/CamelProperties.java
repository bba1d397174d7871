package io.glancesync;

import io.glancesync.property.PropertySource;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;

/** The settings as Camel resolves them: of a command, the environment, the file, and defaults. */
record CamelProperties(CamelContext context) implements PropertySource {
  /**
   * {@inheritDoc}
   *
   * <p>While Camel makes a route from a template, it keeps the template's parameters where every
   * thread first looks for properties. A thread that looks while they are removed fails.
   */
  @Override
  public String resolve(String text) {
    synchronized (context.getPropertiesComponent()) {
      return context.resolvePropertyPlaceholders(text);
    }
  }

  @Override
  public Map<String, String> values() {
    var values = new TreeMap<String, String>();
    // by its entries: the map that Camel returns does not support forEach
    for (Map.Entry<?, ?> entry :
        context.getPropertiesComponent().loadPropertiesAsMap(it -> true).entrySet()) {
      values.put(entry.getKey().toString(), entry.getValue().toString());
    }
    return values;
  }
}
