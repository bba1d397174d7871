package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.history.RunRow;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.error.RefusedException;
import java.time.Instant;
import java.util.List;

/** {@code runs}, of a service. */
final class RemoteRuns {
  static final String PATH = "/v2/runs";

  private static final int STANDARD = 20;
  private static final int LARGEST_PAGE = 1000;

  /** What may be listed beside the past runs of a page: those that wait and the one at work. */
  private static final int OTHERS = 10;

  private static final String LAST = "last";
  private static final String REMEDY = "glancesync runs list shows the runs";

  private RemoteRuns() {}

  /** {@code runs list}: those that wait, the one at work, and past runs. */
  static int list(RemoteCall call, TypedCommand command) {
    int limit = command.option("--limit", STANDARD);
    if (limit < 1) {
      throw command.wrong("option --limit: '%d' is not a number above 0".formatted(limit));
    }
    List<JsonNode> runs = newest(call, limit);
    ListFormat format = command.option("--format", ListFormat.TABLE);
    switch (format) {
      case TABLE -> {
        Instant now = call.context().clock().instant();
        List<RunRow> rows =
            call.service()
                .understood(PATH, () -> runs.stream().map(it -> RunNodes.row(it, now)).toList());
        RunRow.table(call.context().stateColors())
            .lines(rows)
            .forEach(call.context().out()::println);
      }
      case JSON -> {
        ObjectNode answer = ServiceClient.object();
        answer.putArray("runs").addAll(runs);
        call.print(answer);
      }
    }
    return ExitCode.DONE;
  }

  /** As many past runs, and all others. */
  private static List<JsonNode> newest(RemoteCall call, int limit) {
    ServiceClient service = call.service();
    String path = PATH + "?limit=" + (int) Math.min((long) limit + OTHERS, LARGEST_PAGE);
    List<JsonNode> found =
        service.until(path, "runs", it -> service.understood(PATH, () -> past(it) >= limit));
    return service.understood(PATH, () -> cut(found, limit));
  }

  private static long past(List<JsonNode> runs) {
    return runs.stream().filter(RunNodes::isOver).count();
  }

  private static List<JsonNode> cut(List<JsonNode> runs, int limit) {
    var past = runs.stream().filter(RunNodes::isOver).limit(limit).toList();
    return runs.stream().filter(it -> !RunNodes.isOver(it) || past.contains(it)).toList();
  }

  /** {@code runs show}: all about one. */
  static int show(RemoteCall call, TypedCommand command) {
    String id = id(call, command.argument());
    ObjectNode run = call.service().get(path(id));
    ListFormat format = command.option("--format", ListFormat.TABLE);
    switch (format) {
      case TABLE ->
          call.service()
              .understood(path(id), () -> RunNodes.lines(run, call.context().clock().instant()))
              .forEach(call.context()::print);
      case JSON -> call.print(run);
    }
    return ExitCode.DONE;
  }

  static String path(String id) {
    return PATH + "/" + ServiceClient.encoded(id);
  }

  private static String id(RemoteCall call, String run) {
    ServiceClient service = call.service();
    if (run.equals(LAST)) {
      return service
          .understood(PATH, () -> newest(call, 1).stream().filter(RunNodes::isOver).findFirst())
          .map(RunNodes::id)
          .orElseThrow(
              () ->
                  new RefusedException(
                      "No past run has left a report",
                      "each run leaves one when it ends, except a dry run"));
    }
    List<String> found =
        service.understood(
            PATH,
            () ->
                service.all(PATH + "?limit=" + LARGEST_PAGE, "runs").stream()
                    .map(RunNodes::id)
                    .filter(it -> it.startsWith(run))
                    .toList());
    if (found.contains(run) || found.isEmpty()) {
      // what is no longer listed, such as a run under the id of its request, the service may know
      return run;
    }
    if (found.size() > 1) {
      throw new RefusedException(
          "'%s' begins the ids of %d runs, from %s to %s"
              .formatted(run, found.size(), found.get(found.size() - 1), found.get(0)),
          "write more of it; " + REMEDY);
    }
    return found.get(0);
  }
}
