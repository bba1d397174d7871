package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.Format;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.StateRow;
import io.glancesync.region.RegionName;
import io.glancesync.text.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code status}, as a service knows it: as of the last comparison of each region. */
final class RemoteStatus {
  private static final String PATH = "/v2/status";

  /** Cells that say nothing of an image: it is not selected there, or that is not known. */
  private static final Set<Character> EMPTY = Set.of('-', '?');

  private RemoteStatus() {}

  static int show(RemoteCall call, TypedCommand command) {
    ServiceClient service = call.service();
    RemoteRegions regions = RemoteRegions.of(service);
    List<RegionName> named = regions.named(command.arguments(), command);
    Map<RegionName, String> pauses =
        service.understood(RemoteRegions.PATH, () -> pauses(regions, named));
    List<String> images = command.option("--image", List.of());
    CommandContext context = call.context();
    // without a region, the service would answer all
    if (named.isEmpty()) {
      context.say("note: the service has not compared these regions since it was started");
    }
    ObjectNode answer = named.isEmpty() ? nothing() : service.get(path(named, images));
    List<StateRow> rows = service.understood(PATH, () -> rows(answer));
    Format format = command.option("--format", Format.TABLE);
    switch (format) {
      case TABLE -> {
        StateRow.table(context.stateColors()).lines(rows).forEach(context.out()::println);
        pauses.values().forEach(context::print);
      }
      case CSV -> {
        rows.forEach(it -> call.printCsv(it.csv()));
        pauses.values().forEach(it -> context.say("note: " + it));
      }
      case JSON -> call.print(answer);
    }
    context.out().flush();
    service.understood(PATH, () -> ages(answer)).forEach(it -> context.say("note: " + it));
    if (rows.isEmpty() && !images.isEmpty() && !named.isEmpty()) {
      context.complain(
          "No selected image matches %s; glancesync status lists those that are selected"
              .formatted(
                  images.stream().map(it -> "--image " + it).collect(Collectors.joining(" "))));
      return ExitCode.FAILED;
    }
    return problems(regions, named, context);
  }

  private static int problems(
      RemoteRegions regions, List<RegionName> named, CommandContext context) {
    int code = ExitCode.DONE;
    for (RegionName it : named) {
      if (regions.problem(it).isPresent()) {
        context.complain(regions.problem(it).get());
        code = ExitCode.UNREACHABLE;
      }
    }
    return code;
  }

  private static ObjectNode nothing() {
    ObjectNode node = ServiceClient.object();
    node.putObject("states");
    node.putArray("regions");
    node.putArray("images");
    return node;
  }

  private static String path(List<RegionName> regions, List<String> images) {
    var query = new ArrayList<String>();
    regions.forEach(it -> query.add("region=" + ServiceClient.encoded(it.toString())));
    images.forEach(it -> query.add("image=" + ServiceClient.encoded(it)));
    return PATH + "?" + String.join("&", query);
  }

  private static Map<RegionName, String> pauses(RemoteRegions regions, List<RegionName> named) {
    var pauses = new LinkedHashMap<RegionName, String>();
    for (RegionName region : named) {
      regions
          .pause(region)
          .ifPresent(
              it ->
                  pauses.put(
                      region, "%s is paused %s (%s)".formatted(region, it.end(), it.reason())));
    }
    return pauses;
  }

  /** Region by region, smallest image first. */
  private static List<StateRow> rows(JsonNode answer) {
    var images = new ArrayList<JsonNode>();
    answer.path("images").forEach(images::add);
    images.sort(Comparator.comparingLong(it -> it.path("size").asLong()));
    var rows = new ArrayList<StateRow>();
    int column = 0;
    for (JsonNode region : answer.path("regions")) {
      for (JsonNode image : images) {
        String cells = image.path("cells").asText();
        if (column >= cells.length()) {
          throw new IllegalArgumentException("an image has fewer cells than there are regions");
        }
        char cell = cells.charAt(column);
        if (!EMPTY.contains(cell)) {
          rows.add(row(region, image, answer.path("states").path("" + cell).asText("" + cell)));
        }
      }
      column++;
    }
    return rows;
  }

  private static StateRow row(JsonNode region, JsonNode image, String state) {
    return new StateRow(
        RegionName.of(region.path("region").asText()),
        state,
        image.path("image").asText(),
        image.path("size").asLong(),
        image.path("master_id").asText());
  }

  /** The service does not compare anything for this command. */
  private static List<String> ages(JsonNode answer) {
    var never = new ArrayList<String>();
    var times = new ArrayList<Instant>();
    for (JsonNode it : answer.path("regions")) {
      if (it.hasNonNull("as_of")) {
        times.add(Instant.parse(it.path("as_of").asText()));
      } else {
        never.add(it.path("region").asText());
      }
    }
    var notes = new ArrayList<String>();
    times.stream()
        .min(Comparator.naturalOrder())
        .ifPresent(
            it ->
                notes.add(
                    "this is as of the last comparison of each region; the oldest is of "
                        + Moment.of(it)));
    if (!never.isEmpty()) {
      notes.add(
          "the service has not compared %s since it began; glancesync sync --dry-run does"
              .formatted(String.join(", ", never)));
    }
    return notes;
  }
}
