package io.glancesync.planner;

import io.glancesync.condition.ConditionEvaluationException;
import io.glancesync.image.Image;
import io.glancesync.plan.Action;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The master images that a target's rules select for its regions (specification, section 4).
 *
 * @param byName the selected images, smallest first
 * @param inactive images that would be selected if they were active
 * @param refusals images whose condition has no answer
 */
public record Selection(Map<String, Image> byName, List<Image> inactive, List<Refusal> refusals) {
  private static final Comparator<Image> SMALLEST_FIRST =
      Comparator.comparingLong(Image::size).thenComparing(Image::name);

  public static Selection of(MasterImages master, Policy policy) {
    var selected = new LinkedHashMap<String, Image>();
    var refusals = new ArrayList<Refusal>();
    master.all().stream()
        .sorted(SMALLEST_FIRST)
        .forEach(
            image -> {
              try {
                if (selects(image, master, policy)) {
                  selected.put(image.name(), asKeptInStep(image, policy));
                }
              } catch (ConditionEvaluationException e) {
                refusals.add(undecided(image, policy, e));
              }
            });
    List<Image> inactive =
        master.inactive().stream().filter(image -> wouldBeSelected(image, master, policy)).toList();
    return new Selection(selected, inactive, refusals);
  }

  private static boolean wouldBeSelected(Image image, MasterImages master, Policy policy) {
    try {
      return selects(image, master, policy);
    } catch (ConditionEvaluationException e) {
      // an image without content may lack what the condition asks for
      return false;
    }
  }

  /** The rest of the program speaks of the image as the regions are to have it. */
  private static Image asKeptInStep(Image image, Policy policy) {
    return image.hidden() && !policy.syncAttributes().contains(Attribute.OS_HIDDEN)
        ? image.but().hidden(false).build()
        : image;
  }

  private static boolean selects(Image image, MasterImages master, Policy policy) {
    return SelectionRule.decide(image, master.region(), policy).selects();
  }

  private static Refusal undecided(Image image, Policy policy, ConditionEvaluationException e) {
    return new Refusal(
        Action.UPLOAD,
        image,
        "metadata_condition has no answer for %s: %s; correct the image's properties or the expression: %s"
            .formatted(image.name(), e.getMessage(), policy.condition().orElseThrow()));
  }

  boolean contains(Image master) {
    return byName.containsKey(master.name());
  }

  /** Whether the condition has no answer for the image of this name. */
  boolean isUndecided(String name) {
    return refusals.stream().anyMatch(refusal -> refusal.master().name().equals(name));
  }
}
