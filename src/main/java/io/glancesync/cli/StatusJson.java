package io.glancesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.cli.run.StateRow;
import io.glancesync.file.ReportJson;
import io.glancesync.plan.Difference;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The states as JSON: {@code images}, {@code retirements}, {@code withdrawn}, {@code warnings},
 * {@code refusals}, {@code errors}, {@code paused} and {@code in_progress}.
 */
final class StatusJson {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private StatusJson() {}

  /**
   * @param atWork the run that is at work now; empty when none is
   */
  static String text(
      List<Plan> plans,
      RunReport report,
      Map<RegionName, RegionPause> pauses,
      Optional<RunAtWork> atWork) {
    var json = new StatusJson();
    json.images(plans);
    var sections = new StatusSections(plans);
    sections.addStatusSections(json.root.putArray("retirements"));
    sections.addWithdrawn(json.root.putArray("withdrawn"));
    json.root.set("warnings", ReportJson.warnings(report.warnings()));
    json.refusals(plans);
    json.errors(report);
    json.paused(pauses);
    json.root.set("in_progress", atWork.<JsonNode>map(RunAtWork::node).orElse(null));
    return ReportJson.text(json.root);
  }

  private void images(List<Plan> plans) {
    ArrayNode images = root.putArray("images");
    for (Plan plan : plans) {
      Map<String, List<Difference>> differences = differences(plan);
      for (StateRow row : StateRow.of(List.of(plan))) {
        ObjectNode image =
            images
                .addObject()
                .put("region", row.region().toString())
                .put("image", row.name())
                .put("state", row.state())
                .put("size", row.size())
                .put("master_id", row.masterId());
        ArrayNode array = image.putArray("differences");
        differences
            .getOrDefault(row.name(), List.of())
            .forEach(
                it ->
                    array
                        .addObject()
                        .put("key", it.key())
                        .put("master", it.master())
                        .put("region", it.region()));
      }
    }
  }

  /** Of what a run would do, or would if nothing held it back; by the name of the image. */
  private static Map<String, List<Difference>> differences(Plan plan) {
    return Stream.concat(plan.steps(), plan.withheld().map(HeldBack::step))
        .filter(it -> !it.action().isRetirement())
        .collect(Collectors.toMap(Step::masterName, Step::differences, (one, other) -> one));
  }

  private void refusals(List<Plan> plans) {
    ArrayNode refusals = root.putArray("refusals");
    plans.forEach(plan -> plan.refusals().forEach(it -> add(refusals, plan.region(), it)));
    plans.forEach(plan -> plan.withheld().forEach(it -> add(refusals, plan.region(), it)));
  }

  private static void add(ArrayNode refusals, RegionName region, Refusal refusal) {
    refusals
        .addObject()
        .put("region", region.toString())
        .put("image", refusal.master().name())
        .put("action", refusal.action().text())
        .put("message", refusal.reason());
  }

  private static void add(ArrayNode refusals, RegionName region, HeldBack held) {
    refusals
        .addObject()
        .put("region", region.toString())
        .put("image", held.step().imageName())
        .put("action", held.step().action().text())
        .put("message", held.forecastWithRemedy());
  }

  private void paused(Map<RegionName, RegionPause> pauses) {
    ArrayNode paused = root.putArray("paused");
    pauses.forEach(
        (region, pause) ->
            paused
                .addObject()
                .put("region", region.toString())
                .put("since", pause.since().toString())
                .put("until", pause.until().map(Instant::toString).orElse(null))
                .put("reason", pause.reason())
                .put("by", pause.by()));
  }

  private void errors(RunReport report) {
    ArrayNode errors = root.putArray("errors");
    report.regions().stream()
        .filter(region -> UnreachedRegions.is(report, region))
        .forEach(region -> add(errors, region));
  }

  private static void add(ArrayNode errors, RegionResult region) {
    errors
        .addObject()
        .put("region", region.region().toString())
        .put("outcome", region.outcome().text())
        .put("message", region.error().orElse(null));
  }
}
