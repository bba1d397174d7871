package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Applies a plan to a model of the region in memory: what would be there after a run in which
 * nothing fails (specification, section 8, {@code rehearse}).
 */
public final class Rehearsal {
  private final RegionName region;
  private final List<Image> images;
  private final String projectId;
  private final Map<String, ImageId> copied = new HashMap<>();

  private Rehearsal(RegionName region, Collection<Image> images, String projectId) {
    this.region = region;
    this.images = new ArrayList<>(images);
    this.projectId = projectId;
  }

  /** The region's images after the plan was carried out. */
  public static List<Image> apply(Plan plan, Collection<Image> images, String projectId) {
    var rehearsal = new Rehearsal(plan.region(), images, projectId);
    plan.steps().forEach(rehearsal::apply);
    return List.copyOf(rehearsal.images);
  }

  private void apply(Step planned) {
    Step step = link(planned);
    if (step instanceof Step.Copy copy) {
      copy(copy);
    } else if (step instanceof Step.Update update) {
      change(update.existing(), update.changes());
    } else if (step instanceof Step.Retire retire) {
      change(retire.existing(), retire.changes());
    }
  }

  private void copy(Step.Copy copy) {
    ImageId id = newId(copy.imageName());
    clearUp(copy);
    if (copy.action() == Action.RENAME) {
      Image old = withId(copy.old().id());
      replace(old, Planner.renamed(old));
    } else if (copy.action() == Action.REPLACE) {
      images.remove(withId(copy.old().id()));
    }
    images.add(copy.wanted().but().id(id).owner(projectId).build());
    copied.put(copy.imageName(), id);
  }

  /** What an interrupted run left is finished by this one, so it is not there any more. */
  private void clearUp(Step.Copy copy) {
    images.removeIf(
        image ->
            image.name().equals(copy.imageName())
                && CopyId.isUnpublished(region, copy.master(), image));
  }

  /** {@code N$NAME} with the smallest N that makes it unique. */
  private ImageId newId(String name) {
    int number = 1;
    while (true) {
      var id = new ImageId(number + "$" + name);
      if (images.stream().noneMatch(image -> image.id().equals(id))) {
        return id;
      }
      number++;
    }
  }

  private Step link(Step step) {
    Step linked = step;
    for (Companion companion : step.companions()) {
      linked = linked.withFirstCompanion(copied.get(companion.master().name()));
    }
    return linked;
  }

  private void change(Image existing, Changes changes) {
    Image now = withId(existing.id());
    replace(now, changes.applyTo(now));
  }

  private void replace(Image now, Image then) {
    images.set(images.indexOf(now), then);
  }

  private Image withId(ImageId id) {
    return only(image -> image.id().equals(id));
  }

  private Image only(Predicate<Image> which) {
    return images.stream().filter(which).findFirst().orElseThrow();
  }
}
