package io.glancesync.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.engine.Targets;
import io.glancesync.schedule.Schedule;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.seda.SedaEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** A route per schedule, made while time goes on. */
@Timeout(300)
class ScheduleRoutesTest {
  @TempDir Path home;

  private static Schedule everySecond(String name) {
    return new Schedule(name, "* * * * * ?", ZoneOffset.UTC, List.of());
  }

  private static boolean isStandingBy(CamelContext context) {
    Scheduler scheduler = context.getComponent("quartz", QuartzComponent.class).getScheduler();
    try {
      return scheduler.isInStandbyMode();
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothing_is_due_before_its_route_is_there_and_everything_afterwards() throws Exception {
    try (var started =
        new StartedEngine(
            home, Targets.configuration(Targets.target("master", "http://127.0.0.1:9/v3")))) {
      CamelContext context = started.context();
      var quiet = new ArrayList<Boolean>();
      context
          .getCamelContextExtension()
          .registerEndpointCallback(
              (address, endpoint) -> {
                if (address.startsWith("quartz:")) {
                  quiet.add(isStandingBy(context));
                }
                return endpoint;
              });
      var routes = context.getRegistry().findSingleByType(ScheduleRoutes.class);

      routes.arrange(List.of(everySecond("one")), true);
      routes.arrange(List.of(everySecond("one"), everySecond("two")), true);

      assertThat(quiet).containsExactly(true, true);
      // nobody takes up what is due: that is started by the service only
      var due = context.getEndpoint("seda:due-runs", SedaEndpoint.class);
      while (due.getCurrentQueueSize() < 6) {
        Thread.sleep(50);
      }
      assertThat(due.getExchanges())
          .extracting(it -> it.getMessage().getBody(String.class))
          .contains("one", "two");
    }
  }
}
