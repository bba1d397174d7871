package io.glancesync;

import io.glancesync.error.FileErrors;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.property.ApplicationProperties;
import io.glancesync.route.Errors;
import io.glancesync.route.ScheduleRoutes;
import io.glancesync.run.RunLock;
import io.glancesync.run.RunTracker;
import io.glancesync.schedule.Schedule;
import io.glancesync.schedule.ScheduleService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.CliConnector;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code serve} adds to the routes: triggers, a poll for edits, and an orderly end. */
final class Service {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.serve");

  private static final Duration ROUND = Duration.ofSeconds(1);

  private final CamelContext context;
  private final ApplicationProperties properties;
  private final Path data;
  private final ScheduleService scheduleService;
  private final ScheduleRoutes routes;
  private final RunTracker runTracker;
  private final RunLock runLock;
  private final Errors errors;
  private final Triggers triggers;
  private final OpenWorkSummary openWorkSummary;
  private final Front front;
  private final Traces traces;
  private final Runnable look;
  private final Runnable fresh;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean isWell;

  /**
   * @param triggers the routes that only a service starts
   * @param front the HTTP API
   * @param fresh is run once it is certain that this is the only service
   * @param look is run about once a second and polls for edits
   */
  public Service(
      CamelContext context,
      Path data,
      Beans beans,
      Triggers triggers,
      Front front,
      Runnable look,
      Runnable fresh) {
    this.triggers = triggers;
    this.front = front;
    this.fresh = fresh;
    this.context = context;
    this.data = data;
    this.look = look;
    properties = beans.properties();
    scheduleService = beans.scheduleService();
    routes = beans.scheduleRoutes();
    runTracker = beans.runTracker();
    runLock = beans.runLock();
    errors = beans.errors();
    traces = beans.traces();
    openWorkSummary = new OpenWorkSummary(beans.turns(), beans.journal());
  }

  /**
   * Works until the process is told to end, which is not a failure.
   *
   * @throws RuntimeException when the service ends for any other reason, so that its supervisor
   *     starts it again
   */
  void work() {
    ProcessLock lock = lock();
    var hook = new Thread(this::end, "end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      fresh.run();
      begin();
      do {
        look.run();
        routes.arrange(scheduleService.firing(), properties.isMissedRunMadeUpFor());
        checkErrors();
      } while (!ending.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
      finish("told to end");
      isWell = true;
    } catch (InterruptedException e) {
      throw new IllegalStateException("the service was interrupted", e);
    } catch (RuntimeException | Error e) {
      if (ending.getCount() == 0) {
        // the process ends before the caller could report it
        LOG.error("the service could not end well", e);
      }
      throw e;
    } finally {
      lock.close();
      ended.countDown();
      forget(hook);
    }
  }

  /** Removes the shutdown hook: no signal ended the service, and the caller sets the exit code. */
  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending at this moment, through the hook
    }
  }

  /**
   * Ends the service after an {@link Error}. Objects that the failed step shared with others, such
   * as connections, may not work any more.
   */
  private void checkErrors() throws InterruptedException {
    if (errors.first().isPresent()) {
      finish("ends because of an error in GlanceSync itself");
      throw new RefusedException(
          "The service ends, as there was an error in GlanceSync itself: %s. The log says where"
              .formatted(errors.first().get()),
          "start it again");
    }
  }

  private ProcessLock lock() {
    try {
      return ProcessLock.take(data, ProcessLock.SERVICE)
          .orElseThrow(
              () ->
                  new RefusedException(
                      "Another service is running with %s (%s says which process)"
                          .formatted(data, data.resolve(ProcessLock.SERVICE)),
                      "end it, or give this one a folder of its own: glancesync.var in conf/application.properties or $GLANCESYNC_VAR"));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to use %s, but %s".formatted(data, FileErrors.text(e)),
          "make room there, make it writable, or set glancesync.var in conf/application.properties or $GLANCESYNC_VAR",
          e);
    }
  }

  private void begin() {
    LOG.info("GlanceSync is serving, process {}, data in {}", ProcessHandle.current().pid(), data);
    // first of all: a port that is in use must not end a run that has begun
    front.load();
    front.open();
    List<Schedule> missed = scheduleService.begin();
    if (properties.isMissedRunMadeUpFor()) {
      makeUpFor(missed);
    } else {
      missed.forEach(scheduleService::leave);
    }
    triggers.start();
  }

  /** Starts missed runs one after the other, because a run does not wait for another one. */
  private void makeUpFor(List<Schedule> missed) {
    ExecutorService thread =
        context.getExecutorServiceManager().newSingleThreadExecutor(this, "missed");
    ProducerTemplate due = context.createProducerTemplate();
    missed.forEach(it -> thread.execute(() -> due.sendBody("direct:run-if-due", it.name())));
    thread.shutdown();
  }

  /**
   * Ends the service. No run begins any more. Current transfers get some time; after that the
   * journal keeps them.
   */
  private void finish(String why) throws InterruptedException {
    Duration grace = properties.shutdownTimeout();
    LOG.info("{}: nothing new is begun", why);
    routes.arrange(List.of(), false);
    runTracker.stop();
    scheduleService.stop();
    boolean isQuiet = runLock.awaitNone(grace);
    front.close();
    traces.end().run();
    LOG.info(
        "ended{}; {}",
        isQuiet ? "" : " after %d s".formatted(grace.toSeconds()),
        openWorkSummary.text(isQuiet));
    // if somebody has added one: it would leave its files, because Camel itself is not stopped
    ServiceHelper.stopService(context.hasService(CliConnector.class));
  }

  /**
   * Ends the process with an exit code of its own; otherwise the code would be that of the signal.
   */
  private void end() {
    ending.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      LOG.warn("interrupted while it ended");
    }
    Runtime.getRuntime().halt(isWell ? 0 : 1);
  }
}
