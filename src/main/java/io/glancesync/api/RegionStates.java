package io.glancesync.api;

import io.glancesync.image.Image;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Warning;
import io.glancesync.planner.Explainer;
import io.glancesync.planner.RegionComparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The selected images of the master as one region has them, smallest first (API version 1, section
 * 4).
 */
final class RegionStates {
  private final Plan plan;
  private final Explainer explainer;
  private final Map<String, String> messages = new HashMap<>();

  RegionStates(RegionComparison comparison) {
    plan = comparison.plan();
    explainer = new Explainer(comparison);
    plan.refusals().forEach(this::note);
    plan.warnings().forEach(this::note);
    plan.withheld().forEach(it -> note(it.step().masterName(), it.forecastWithRemedy()));
  }

  private void note(Refusal refusal) {
    note(refusal.master().name(), refusal.reason());
  }

  private void note(Warning warning) {
    note(warning.image(), warning.message());
  }

  private void note(String image, String message) {
    messages.putIfAbsent(image, message);
  }

  /**
   * As the answer has them.
   *
   * @param name only the image of that name; empty for all
   */
  Map<String, Object> json(Optional<String> name) {
    var images = new ArrayList<Map<String, Object>>();
    List<ImageState> states = plan.states();
    states.stream()
        .filter(it -> name.filter(wanted -> !wanted.equals(it.master().name())).isEmpty())
        .forEach(it -> images.add(json(it)));
    return Map.of("images", images);
  }

  private Map<String, Object> json(ImageState state) {
    String name = state.master().name();
    Optional<Image> counterpart = explainer.counterpart(name);
    var image = new LinkedHashMap<String, Object>();
    image.put("id", counterpart.map(it -> it.id().value()).orElse(null));
    image.put("name", name);
    image.put("status", state.state().text());
    image.put("message", messages.get(name));
    image.put("glance_status", counterpart.map(Image::status).orElse(null));
    return image;
  }
}
