package io.glancesync;

import io.glancesync.api.AnswerBuilder;
import io.glancesync.api.Build;
import io.glancesync.api.CallerCheck;
import io.glancesync.api.EventFeed;
import io.glancesync.api.HttpSettings;
import io.glancesync.api.KnownRegions;
import io.glancesync.api.Tasks;
import io.glancesync.api.asked.AskedRequests;
import io.glancesync.api.asked.RunQueue;
import io.glancesync.api.page.PageFiles;
import io.glancesync.api.server.HttpServer;
import io.glancesync.api.v2.EventAnswers;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.file.DataPart;
import io.glancesync.overview.EventLog;
import io.glancesync.time.Clocks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.Registry;

/** The HTTP API: the beans of its routes, and its server. */
record HttpFront(HttpServer server, Tasks tasks, RunQueue asked) implements Front {

  static Front start(
      CamelContext context,
      Beans beans,
      CurrentConfiguration configuration,
      Path data,
      HttpSettings settings) {
    Clocks clocks = beans.clocks();
    Supplier<HttpSettings> current = new CurrentHttpSettings(beans, settings, clocks.ticker());
    var callerCheck = new CallerCheck(current, beans::keystone, clocks.wall());
    beans.secrets().hide(callerCheck::tokens);
    EventLog events = beans.overview().events();
    var server =
        new HttpServer(
            settings,
            new EventFeed(events::newest, new EventAnswers(events)::text, callerCheck::reader));
    Registry registry = context.getRegistry();
    server.bind(registry);
    registry.bind("callerCheck", callerCheck);
    var known = new KnownRegions(() -> configuration.get().targets().keySet(), clocks.ticker());
    registry.bind("knownRegions", known);
    var tasks =
        new Tasks(
            DataPart.TASKS.in(data),
            () -> current.get().tasksKept(),
            () -> configuration.get().maxChildren(),
            () -> !beans.runTracker().mayBegin(),
            clocks.wall());
    registry.bind("tasks", tasks);
    Instant started = clocks.wall().instant();
    registry.bind(
        "answerBuilder",
        new AnswerBuilder(
            current,
            beans.failures(),
            () -> configuration.get().maxChildren(),
            Build.ofThisProgram(),
            started));
    registry.bind("pageFiles", new PageFiles());
    var requests = new AskedRequests(beans.letters(), () -> configuration.get().maxChildren());
    registry.bind("askedRequests", requests);
    var asked =
        new RunQueue(
            DataPart.ASKED.in(data),
            () -> current.get().tasksKept(),
            requests,
            () -> !beans.runTracker().mayBegin(),
            beans.runTracker()::isCancelled,
            it -> beans.overview().queued(it.id(), it.user()),
            clocks.wall());
    new VersionTwoBeans(beans, configuration, asked)
        .bind(registry, current, callerCheck, known, started);
    ((PropertiesComponent) context.getPropertiesComponent()).addOverrideProperty(PROPERTY, "true");
    return new HttpFront(server, tasks, asked);
  }

  @Override
  public void load() {
    tasks.load();
    asked.load();
  }

  @Override
  public void open() {
    server.open();
  }

  @Override
  public void poll() {
    server.poll();
  }

  @Override
  public void close() {
    server.close();
  }
}
