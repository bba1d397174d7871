package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.letters.LetterChoice;
import io.glancesync.cli.letters.LetterRow;
import io.glancesync.cli.letters.LetterText;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.error.ErrorClass;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code dead-letters}, of a service. */
final class RemoteLetters {
  private static final String PATH = "/v2/dead-letters";

  private RemoteLetters() {}

  /**
   * A letter of a list.
   *
   * @param node as the service answers it
   * @param error what was tried and what came back
   */
  private record Listed(LetterRow row, JsonNode node, String error) {}

  static int list(RemoteCall call, TypedCommand command) {
    List<Listed> letters =
        command.mixin(LetterChoice.class).orAll(all(call.service()), Listed::row);
    ListFormat format = command.option("--format", ListFormat.TABLE);
    switch (format) {
      case TABLE ->
          LetterRow.table(call.context().stateColors())
              .lines(letters.stream().map(Listed::row).toList())
              .forEach(call.context().out()::println);
      case JSON -> {
        ObjectNode answer = ServiceClient.object();
        answer.putArray("dead_letters").addAll(letters.stream().map(Listed::node).toList());
        call.print(answer);
      }
    }
    return ExitCode.DONE;
  }

  static int show(RemoteCall call, TypedCommand command) {
    ListFormat format = command.option("--format", ListFormat.TABLE);
    for (Listed it : chosen(call, command)) {
      String path = path(it);
      ObjectNode letter = call.service().get(path);
      switch (format) {
        case TABLE ->
            call.service()
                .understood(
                    path, () -> LetterText.lines(new DeadLetterJson().read(letter.toString())))
                .forEach(call.context()::print);
        case JSON -> call.print(letter);
      }
    }
    return ExitCode.DONE;
  }

  static int discard(RemoteCall call, TypedCommand command) {
    for (Listed it : chosen(call, command)) {
      call.service().delete(path(it));
      call.context().print("discarded " + it.row().name());
    }
    return ExitCode.DONE;
  }

  /** One run for each letter, as the service takes one letter or all. */
  static int retry(RemoteCall call, TypedCommand command) {
    List<Listed> chosen = chosen(call, command);
    var runs = new ArrayList<String>();
    if (chosen.size() > 1 && chosen.size() == all(call.service()).size()) {
      String path = PATH + "/retry";
      runs.add(id(call, path, ServiceClient.object().put("all", true)));
    } else {
      chosen.forEach(it -> runs.add(id(call, path(it) + "/retry", ServiceClient.object())));
    }
    int code = ExitCode.DONE;
    var reports = new ArrayList<RunReport>();
    for (String run : runs) {
      ObjectNode ended = new RunWatch(call, false).end(run);
      Optional<RunReport> report =
          call.service().understood(RemoteRuns.path(run), () -> RunNodes.report(ended));
      report.ifPresent(reports::add);
      code = Math.max(code, RemoteSync.code(ended, report));
    }
    if (!chosen.isEmpty()) {
      tell(call, chosen, reports);
    }
    return code;
  }

  private static String id(RemoteCall call, String path, ObjectNode body) {
    ObjectNode asked = call.service().post(path, body);
    return call.service().understood(path, () -> RunNodes.id(asked));
  }

  private static void tell(RemoteCall call, List<Listed> tried, List<RunReport> reports) {
    Map<String, Listed> left =
        all(call.service()).stream().collect(Collectors.toMap(it -> it.row().id(), it -> it));
    for (Listed it : tried) {
      Listed now = left.get(it.row().id());
      String outcome = now == null ? closed(it.row(), reports) : open(it, now);
      call.context().print("%s: %s".formatted(it.row().name(), outcome));
    }
  }

  private static String closed(LetterRow letter, List<RunReport> reports) {
    return reports.stream().flatMap(it -> it.transfers().stream()).anyMatch(it -> isOf(letter, it))
        ? "done"
        : "resolved, or no longer applies";
  }

  private static boolean isOf(LetterRow letter, TransferResult transfer) {
    return transfer.region().equals(letter.region())
        && transfer.image().equals(letter.image())
        && transfer.outcome() == TransferResult.TransferOutcome.DONE;
  }

  private static String open(Listed before, Listed now) {
    return now.row().last().isAfter(before.row().last())
        ? "failed again: " + now.error()
        : "not retried; glancesync runs show last may tell why";
  }

  private static List<Listed> chosen(RemoteCall call, TypedCommand command) {
    LetterChoice choice = command.mixin(LetterChoice.class);
    List<Listed> all = all(call.service());
    List<Listed> chosen = choice.of(all, Listed::row);
    if (chosen.isEmpty()) {
      call.context().say(choice.ofNone(all));
    }
    return chosen;
  }

  /** The oldest first, as on the service's host. */
  private static List<Listed> all(ServiceClient service) {
    List<JsonNode> nodes = service.all(PATH + "?limit=1000", "dead_letters");
    return service.understood(
        PATH,
        () ->
            nodes.stream()
                .map(it -> new Listed(row(it), it, it.path("error").asText()))
                .sorted(
                    Comparator.comparing((Listed it) -> it.row().since())
                        .thenComparing(it -> it.row().id()))
                .toList());
  }

  private static LetterRow row(JsonNode node) {
    return new LetterRow(
        node.path("id").asText(),
        errorClass(node.path("class").asText()),
        Instant.parse(node.path("first_failed").asText()),
        Instant.parse(node.path("last_failed").asText()),
        RunNodes.text(node, "next_try").map(Instant::parse),
        RegionName.of(node.path("region").asText()),
        node.path("action").asText(),
        node.path("image").asText());
  }

  private static ErrorClass errorClass(String word) {
    return Arrays.stream(ErrorClass.values())
        .filter(it -> it.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a dead letter has an unknown class"));
  }

  private static String path(Listed letter) {
    return PATH + "/" + ServiceClient.encoded(letter.row().id());
  }
}
