package io.glancesync.routes;

import io.glancesync.StartedEngine;
import io.glancesync.engine.Targets;
import io.glancesync.run.DeadLetterService;
import io.glancesync.transfer.Transfer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the contract of a file in {@code routes/}: what comes in, what goes out, and which way a
 * message takes. The beans are the real ones; the routes and servers that it calls are mocks.
 */
abstract class RouteTest extends CamelTestSupport {
  /** Nobody listens there: a request that no mock receives fails. */
  private static final String NOWHERE = "http://127.0.0.1:9";

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
            Targets.configuration(Targets.target("master", NOWHERE)),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.max-retries", "2",
                "glancesync.retry.initial-delay", "1ms",
                "glancesync.region.outage-timeout", "0s",
                "glancesync.region.probe-interval", "1ms"));
    return started.context();
  }

  @AfterEach
  void close() {
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

  protected <T> T bean(String name, Class<T> type) {
    return context.getRegistry().lookupByNameAndType(name, type);
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
