package io.glancesync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.run.StateRow;
import io.glancesync.file.ReportJson;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import java.util.List;

/** The states as JSON: {@code images}, {@code warnings}, {@code refusals} and {@code errors}. */
final class StatusJson {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private StatusJson() {}

  static String text(List<Plan> plans, RunReport report) {
    var json = new StatusJson();
    json.images(plans);
    json.root.set("warnings", ReportJson.warnings(report.warnings()));
    json.refusals(plans);
    json.errors(report);
    return ReportJson.text(json.root);
  }

  private void images(List<Plan> plans) {
    ArrayNode images = root.putArray("images");
    for (StateRow row : StateRow.of(plans)) {
      images
          .addObject()
          .put("region", row.region().toString())
          .put("image", row.name())
          .put("state", row.state())
          .put("size", row.size())
          .put("master_id", row.image().master().id().value());
    }
  }

  private void refusals(List<Plan> plans) {
    ArrayNode refusals = root.putArray("refusals");
    plans.forEach(plan -> plan.refusals().forEach(it -> add(refusals, plan.region(), it)));
    plans.forEach(plan -> plan.heldBack().forEach(it -> add(refusals, plan.region(), it)));
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
        .put("message", held.reason());
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
