package io.glancesync.reload;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.DefaultRegistry;

/** Ways in which edits could be applied wrongly. */
enum ReloadFault {
  NONE,
  /** What {@code removeRouteConfiguration} of Camel does: it names the nameless ones. */
  OTHER_CONFIGURATIONS_FORGOTTEN,
  TEMPLATES_STAY,
  BEANS_STAY,
  RUNS_NOT_SEEN,
  HALF_WRITTEN_TAKEN;

  DefaultCamelContext context() {
    return switch (this) {
      case TEMPLATES_STAY ->
          new DefaultCamelContext() {
            @Override
            public void removeRouteTemplateDefinition(RouteTemplateDefinition definition) {}
          };
      case BEANS_STAY ->
          new DefaultCamelContext(
              new DefaultRegistry() {
                @Override
                public void unbind(String id) {}
              });
      case OTHER_CONFIGURATIONS_FORGOTTEN ->
          new DefaultCamelContext() {
            @Override
            public List<RouteConfigurationDefinition> getRouteConfigurationDefinitions() {
              return faulty(super.getRouteConfigurationDefinitions());
            }
          };
      case NONE, RUNS_NOT_SEEN, HALF_WRITTEN_TAKEN -> new DefaultCamelContext();
    };
  }

  private static List<RouteConfigurationDefinition> faulty(List<RouteConfigurationDefinition> all) {
    return new AbstractList<>() {
      @Override
      public RouteConfigurationDefinition get(int index) {
        return all.get(index);
      }

      @Override
      public int size() {
        return all.size();
      }

      @Override
      public boolean removeIf(Predicate<? super RouteConfigurationDefinition> filter) {
        if (!all.removeIf(filter)) {
          return false;
        }
        all.stream().filter(it -> it.getId() == null).forEach(it -> it.setId("named"));
        return true;
      }
    };
  }
}
