package io.glancesync.route;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;

/** The template from which the routes of schedules are made. A user may edit it. */
public record ScheduleTemplate(CamelContext context) {
  /** Its id, by which Java finds it. */
  public static final String ID = "schedule";

  /** Whether its routes begin a run when the cron expression of their schedule says so. */
  public boolean isByCron() {
    RouteTemplateDefinition template = ((ModelCamelContext) context).getRouteTemplateDefinition(ID);
    return template != null
        && template
            .getRoute()
            .getInput()
            .getEndpointUri()
            .matches(
                "quartz:.*[?&]cron=(\\{\\{cron}}|RAW\\(\\{\\{cron}}\\)|%7B%7Bcron%7D%7D)(&.*)?");
  }
}
