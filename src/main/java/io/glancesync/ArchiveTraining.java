package io.glancesync;

import io.glancesync.cli.Program;
import io.glancesync.config.source.Environment;
import io.glancesync.embedded.http.Answer;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.FaultInjector;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.Server;
import io.glancesync.embedded.http.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Commands that ask a service, of a service that has one region with one image. The build runs them
 * after the demo, so that Java's archive of classes has those, too, that the demo does not need.
 */
final class ArchiveTraining implements Server.RequestHandler {
  /** The system property with which a process does this after the command. */
  static final String PROPERTY = "glancesync.training";

  /** Each request finds in it what it is about. */
  private static final String ANSWER =
      """
      {"regions": [{"region": "Burgos", "as_of": "2026-01-01T00:00:00Z"}],
       "images": [{"image": "ubuntu", "size": 1, "cells": "o"}], "states": {"o": "ok"},
       "runs": []}
      """;

  /**
   * Does it.
   *
   * @param program the command line in an environment
   * @return the sum of the exit codes
   */
  int run(Function<Environment, Program> program) {
    var context =
        new Server.ServerContext(new FaultInjector(), new Traffic(), Duration.ofSeconds(10));
    var server = new Server("service", 0, context, it -> {}, this);
    try {
      Map<String, String> variables = Map.of("OS_TOKEN", "any", "GLANCESYNC_URL", server.url());
      var nowhere = Path.of("");
      var environment = new Environment(variables, nowhere, nowhere, nowhere);
      return program.apply(environment).run("status") + program.apply(environment).run("runs");
    } finally {
      server.close();
    }
  }

  @Override
  public Operation operation(Call call) {
    return Operation.OTHER;
  }

  @Override
  public Set<String> image(Call call) {
    return Set.of();
  }

  @Override
  public Answer answer(Call call) {
    return Answer.text(200, "application/json", ANSWER);
  }
}
