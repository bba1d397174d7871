package io.glancesync.routes;

import io.glancesync.StartedEngine;
import io.glancesync.config.Target;
import io.glancesync.engine.Targets;
import io.glancesync.image.Images;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.run.DeadLetterService;
import io.glancesync.run.Run;
import io.glancesync.run.RunPlanner;
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import io.glancesync.run.TransferTracker;
import io.glancesync.transfer.Transfer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the contract of a file in {@code routes/}: what comes in, what goes out, and which way a
 * message takes. The beans are the real ones; the routes and servers that it calls are mocks.
 */
public abstract class RouteTest extends CamelTestSupport {
  /** Nobody listens there: a request that no mock receives fails. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  /** The folder {@code images_dir}, in the home; a test that needs it makes it. */
  protected static final String IMAGES = "images";

  @TempDir protected Path home;

  private StartedEngine started;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @Override
  protected CamelContext createCamelContext() {
    started =
        new StartedEngine(
            home,
            Targets.configuration(home.resolve(IMAGES), targets()),
            UnaryOperator.identity(),
            settings(),
            routesOfUsers());
    return started.context();
  }

  /** Texts of further route files, which a class may override. */
  protected String[] routesOfUsers() {
    return new String[0];
  }

  /** The targets of the configuration, which a class may override. */
  protected Target[] targets() {
    return new Target[] {target("master")};
  }

  protected static Target target(String name) {
    return Targets.target(name, NOWHERE);
  }

  /** The settings of the program, which a class may override. */
  protected Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "glancesync.retry.max-retries", "2",
            "glancesync.retry.initial-delay", "1ms",
            "glancesync.region.outage-timeout", "0",
            "glancesync.region.probe-interval", "1ms"));
  }

  @AfterEach
  protected void close() {
    started.close();
  }

  /**
   * What a route calls is a mock from now on. All of a route at once: a mock is made anew with its
   * route.
   *
   * @param answers by the route that is called
   */
  protected void mock(String route, Map<String, Processor> answers) throws Exception {
    AdviceWith.adviceWith(
        context,
        route,
        false,
        advice ->
            answers
                .keySet()
                .forEach(
                    called -> advice.weaveByToUri(uri(called)).replace().to("mock:" + called)));
    answers.forEach((called, answer) -> called(called).whenAnyExchangeReceived(answer));
  }

  /**
   * As {@link #mock}, for a route that only the service starts. It is started now, and begins when
   * a message is sent to {@code direct:} and its id.
   */
  protected void mockStarted(String route, Map<String, Processor> answers) throws Exception {
    AdviceWith.adviceWith(
        context, route, false, advice -> advice.replaceFromWith("direct:" + route));
    mock(route, answers);
    context.getRouteController().startRoute(route);
  }

  private static String uri(String called) {
    return called.contains(":") ? called : "direct:" + called;
  }

  /** What was called, for expectations. */
  protected MockEndpoint called(String route) {
    return getMockEndpoint("mock:" + route);
  }

  /** The requests of a transfer that failed; none so far. */
  protected Object attempts(Transfer transfer) {
    return bean("deadLetterService", DeadLetterService.class).attempts(transfer);
  }

  /** A sign-in to a target whose catalog has these regions. */
  protected void signedIn(String target, String... regions) {
    String glances =
        Stream.of(regions)
            .map(
                """
                {"interface": "public", "region_id": "%1$s", "url": "http://%1$s"}"""
                    ::formatted)
            .collect(Collectors.joining(","));
    bean("tokenCache", TokenCache.class)
        .store(
            new RegionName(target, ""),
            "token",
            """
            {"token": {"expires_at": "%s", "project": {"id": "%s"},
             "catalog": [{"type": "image", "endpoints": [%s]}]}}"""
                .formatted(Instant.now().plusSeconds(3600), Images.US, glances));
  }

  protected <T> T bean(String name, Class<T> type) {
    return context.getRegistry().lookupByNameAndType(name, type);
  }

  /** The warnings and errors that a logger writes meanwhile. */
  protected static List<String> logged(String name, Runnable work) {
    var lines = new CopyOnWriteArrayList<String>();
    var logger = (Logger) LogManager.getLogger(name);
    Level before = logger.getLevel();
    boolean isAdditive = logger.isAdditive();
    var appender =
        new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage());
          }
        };
    appender.start();
    Configurator.setLevel(logger, Level.WARN);
    logger.setAdditive(false);
    logger.addAppender(appender);
    try {
      work.run();
    } finally {
      logger.removeAppender(appender);
      logger.setAdditive(isAdditive);
      Configurator.setLevel(logger, before);
    }
    return lines;
  }

  /** The report of a run that did nothing. */
  protected static RunReport report(String run) {
    Instant now = Instant.now();
    return new RunReport(run, now, now, false, List.of(), List.of(), List.of());
  }

  /** Records in the run what the master has, and what the plan for a region is. */
  protected RunPlanner planner() {
    return bean("runPlanner", RunPlanner.class);
  }

  protected RunTracker tracker() {
    return bean("runTracker", RunTracker.class);
  }

  protected TransferTracker transfers() {
    return bean("transferTracker", TransferTracker.class);
  }

  /** A run that has just begun. */
  protected Run begun(boolean dryRun) {
    return tracker().begin(new RunRequest(List.of(), dryRun, 1));
  }

  /** A transfer as this one, planned in a run. */
  protected Transfer queued(Run run, Transfer like) {
    return transfers().planned(run, like.region(), List.of(like.step())).get(0);
  }

  /** Sends a message to a route, with these variables. */
  protected Exchange send(String route, Object body, Map<String, Object> variables) {
    return template.send(
        "direct:" + route,
        exchange -> {
          exchange.getMessage().setBody(body);
          variables.forEach(exchange::setVariable);
        });
  }
}
