package io.glancesync;

import io.glancesync.file.FileTrouble;
import io.glancesync.openstack.RefusedException;
import io.glancesync.route.Runs;
import io.glancesync.route.ScheduleRoutes;
import io.glancesync.schedule.Schedule;
import io.glancesync.schedule.Schedules;
import io.glancesync.transfer.ProcessLock;
import io.glancesync.transfer.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code serve} adds to the routes: triggers, a look at what was edited, and a good end. */
final class Service {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.serve");

  /** Routes that only a service starts. */
  private static final List<String> TRIGGERS = List.of("due-now", "watch", "retry-requested");

  private static final Duration ROUND = Duration.ofSeconds(1);

  private final CamelContext context;
  private final ApplicationProperties properties;
  private final Path data;
  private final Schedules schedules;
  private final ScheduleRoutes routes;
  private final Runs runs;
  private final Turns turns;
  private final Runnable look;
  private final Runnable fresh;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param fresh what is done once it is clear that this is the only service
   * @param look what is done about once a second: whether something was edited
   */
  Service(CamelContext context, Path data, Runnable look, Runnable fresh) {
    this.fresh = fresh;
    this.context = context;
    this.data = data;
    this.look = look;
    properties = new ApplicationProperties(context);
    schedules = context.getRegistry().findSingleByType(Schedules.class);
    routes = context.getRegistry().findSingleByType(ScheduleRoutes.class);
    runs = context.getRegistry().findSingleByType(Runs.class);
    turns = context.getRegistry().findSingleByType(Turns.class);
  }

  /**
   * Works until the process is told to end, which is then no failure.
   *
   * @throws RefusedException when another service works with the same data
   */
  void work() {
    ProcessLock lock = lock();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    try {
      fresh.run();
      begin();
      do {
        look.run();
        routes.arrange(schedules.all(), properties.isMissedRunMadeUpFor());
      } while (!ending.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.close();
      ended.countDown();
    }
  }

  private ProcessLock lock() {
    try {
      return ProcessLock.take(data, ProcessLock.SERVICE)
          .orElseThrow(
              () ->
                  new RefusedException(
                      "Another service is running with %s (%s says which process); end it, or give this one a folder of its own: glancesync.var in conf/application.properties or $GLANCESYNC_VAR"
                          .formatted(data, data.resolve(ProcessLock.SERVICE))));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to use %s, but %s; make it writable, or set glancesync.var in conf/application.properties or $GLANCESYNC_VAR"
              .formatted(data, FileTrouble.text(e)),
          e);
    }
  }

  private void begin() {
    LOG.info("GlanceSync is serving, process {}, data in {}", ProcessHandle.current().pid(), data);
    List<Schedule> missed = schedules.begin();
    if (properties.isMissedRunMadeUpFor()) {
      makeUpFor(missed);
    } else {
      missed.forEach(schedules::leave);
    }
    TRIGGERS.forEach(this::start);
  }

  /** One after the other, as none would wait for another. */
  private void makeUpFor(List<Schedule> missed) {
    ExecutorService thread =
        context.getExecutorServiceManager().newSingleThreadExecutor(this, "missed");
    ProducerTemplate due = context.createProducerTemplate();
    missed.forEach(it -> thread.execute(() -> due.sendBody("direct:due", it.name())));
    thread.shutdown();
  }

  private void start(String route) {
    try {
      context.getRouteController().startRoute(route);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** No run begins any more; what is on its way has some time, and then the journal keeps it. */
  private void finish() throws InterruptedException {
    Duration grace = properties.grace();
    LOG.info("told to end: nothing new is begun");
    routes.arrange(List.of(), false);
    runs.stop();
    boolean isQuiet = turns.awaitNone(grace);
    LOG.info(
        isQuiet
            ? "ended; nothing is left open"
            : "ended after {} s; the next run finishes or undoes what was on its way",
        grace.toSeconds());
  }

  /** The signal would otherwise be the process's exit code. */
  private void end() {
    ending.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      LOG.warn("interrupted while it ended");
    }
    Runtime.getRuntime().halt(0);
  }
}
