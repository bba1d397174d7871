package io.glancesync.route;

import io.glancesync.schedule.Schedule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * The route of each schedule. It is made from the route template {@code schedule} and exists as
 * long as the schedule is configured.
 */
public final class ScheduleRoutes {
  /** What Quartz does when a run could not begin in time. */
  private static final int AT_ONCE = CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW;

  private static final int NEVER = CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING;

  private final CamelContext context;
  private final Set<Schedule> made = new HashSet<>();

  public ScheduleRoutes(CamelContext context) {
    this.context = context;
  }

  /**
   * Applies these schedules and removes all others.
   *
   * @param isLateRunBegun whether a run that missed its time begins as soon as it can
   */
  public synchronized void arrange(List<Schedule> schedules, boolean isLateRunBegun) {
    for (Schedule gone : List.copyOf(made)) {
      if (!schedules.contains(gone)) {
        remove(gone);
      }
    }
    List<Schedule> missing = schedules.stream().filter(it -> !isMade(it)).toList();
    if (!missing.isEmpty()) {
      whileNothingFires(() -> missing.forEach(it -> make(it, isLateRunBegun)));
    }
  }

  private boolean isMade(Schedule schedule) {
    return made.contains(schedule) && context.getRoute(id(schedule)) != null;
  }

  /**
   * Pauses Quartz while routes are made. Camel unschedules a trigger for ever if it fires before
   * its route exists.
   */
  private void whileNothingFires(Runnable work) {
    Scheduler scheduler = context.getComponent("quartz", QuartzComponent.class).getScheduler();
    try {
      scheduler.standby();
      try {
        work.run();
      } finally {
        scheduler.start();
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedules could not be started", e);
    }
  }

  private void make(Schedule schedule, boolean isLateRunBegun) {
    // no other thread may resolve properties meanwhile
    synchronized (context.getPropertiesComponent()) {
      TemplatedRouteBuilder.builder(context, ScheduleTemplate.ID)
          .routeId(id(schedule))
          .parameter("schedule", schedule.name())
          .parameter("cron", schedule.cron())
          .parameter("zone", schedule.zone().getId())
          .parameter("misfire", isLateRunBegun ? AT_ONCE : NEVER)
          .add();
    }
    made.add(schedule);
  }

  /** Removes a schedule. A run that it has begun continues: only the trigger is removed. */
  private void remove(Schedule schedule) {
    String id = id(schedule);
    made.remove(schedule);
    try {
      if (context.getRoute(id) != null) {
        context.getRouteController().stopRoute(id);
        context.removeRoute(id);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the route " + id + " could not be removed", e);
    }
  }

  private static String id(Schedule schedule) {
    return "schedule-" + schedule.name();
  }
}
