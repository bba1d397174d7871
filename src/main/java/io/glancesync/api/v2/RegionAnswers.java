package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.overview.Cell;
import io.glancesync.overview.Deviation;
import io.glancesync.overview.ImageRow;
import io.glancesync.overview.Overview;
import io.glancesync.overview.RegionOverview;
import io.glancesync.plan.State;
import io.glancesync.region.NearestName;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.function.Supplier;

/** The regions: whether they answer, and how far they are in step. */
public final class RegionAnswers {
  private final Supplier<Overview> overview;
  private final Supplier<RegionName> master;

  /**
   * @param master which is compared with nothing
   */
  public RegionAnswers(Supplier<Overview> overview, Supplier<RegionName> master) {
    this.overview = overview;
    this.master = master;
  }

  /** All regions, by name. */
  public ApiAnswer list(ApiRequest request) {
    request.call().query().only(JsonList.LIMIT, JsonList.MARKER);
    Overview now = overview.get();
    return new JsonList<>("regions", shown(now), it -> it.region().toString())
        .answer(request, it -> node(now, it));
  }

  /** One region, with what is to be said of each image that is not in step. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
    Overview now = overview.get();
    return answer(now, find(now, request.region()));
  }

  /** The same of a region that there is, although it may not have been compared yet. */
  ApiAnswer now(RegionName region) {
    Overview now = overview.get();
    return answer(now, now.region(region).orElseGet(() -> RegionOverview.of(region)));
  }

  private static ApiAnswer answer(Overview now, RegionOverview region) {
    ObjectNode node = node(now, region);
    ArrayNode images = node.putArray("images");
    now.matrix().images().stream()
        .filter(it -> isOut(now, region.region(), it))
        .forEach(it -> images.add(image(now, region, it)));
    node.put("left_out", region.leftOut());
    return ApiAnswer.ok(node.toString());
  }

  /**
   * A region of the view.
   *
   * @throws ApiException if it is not known
   */
  static RegionOverview find(Overview now, String text) {
    RegionName name = RegionName.of(text);
    return now.region(name)
        .orElseThrow(
            () ->
                ApiException.of(
                    ProblemType.UNKNOWN_REGION,
                    "There is no region '%s', or it was not compared since the service began; see GET /v2/regions"
                        .formatted(text),
                    NearestName.of(
                        text, now.regions().stream().map(it -> it.region().toString()).toList())));
  }

  private static boolean isOut(Overview now, RegionName region, ImageRow row) {
    return Cell.state(now.matrix().cell(region, row.image()))
        .filter(it -> it != State.OK)
        .isPresent();
  }

  private static ObjectNode image(Overview now, RegionOverview region, ImageRow row) {
    ObjectNode node =
        OverviewJson.object()
            .put("image", row.image())
            .put(
                "state",
                Cell.state(now.matrix().cell(region.region(), row.image())).orElseThrow().text())
            .put("size", row.size())
            .put("master_id", row.masterId().value());
    Deviation deviation = region.deviations().get(row.image());
    node.put("message", deviation == null ? "" : deviation.message());
    ArrayNode differences = node.putArray("differences");
    if (deviation != null) {
      deviation.differences().forEach(it -> differences.add(OverviewJson.difference(it)));
    }
    return node;
  }

  private static ObjectNode node(Overview now, RegionOverview region) {
    RegionName name = region.region();
    ObjectNode node =
        OverviewJson.object()
            .put("region", name.toString())
            .put("target", name.target())
            .put("reachable", region.why().isEmpty())
            .put("error", region.why().orElse(null))
            .put("last_compared", OverviewJson.time(region.comparedWhole()))
            .put("last_in_step", OverviewJson.time(region.inStep()))
            .put("in_step", now.matrix().isInStep(name));
    ObjectNode states = node.putObject("states");
    now.matrix().counts(name).forEach((state, count) -> states.put(state.text(), count));
    ObjectNode heldBack = node.putObject("held_back");
    region.heldBack().forEach(heldBack::put);
    node.put("transfers", now.transfers().stream().filter(it -> it.region().equals(name)).count());
    node.put("dead_letters", now.letters().stream().filter(it -> it.region().equals(name)).count());
    node.set(
        "paused", PausedRegions.of(now.pauses()).of(name).map(OverviewJson::pause).orElse(null));
    return node;
  }

  /** The master region is only of interest while it does not answer. */
  private List<RegionOverview> shown(Overview now) {
    RegionName source = master.get();
    return now.regions().stream()
        .filter(it -> !it.region().equals(source) || it.why().isPresent())
        .toList();
  }

  /** The names of regions that a query asks for; all that are shown if it names none. */
  List<RegionName> asked(Overview now, List<String> texts) {
    return texts.isEmpty()
        ? shown(now).stream().map(RegionOverview::region).toList()
        : texts.stream().map(it -> find(now, it).region()).distinct().sorted().toList();
  }
}
