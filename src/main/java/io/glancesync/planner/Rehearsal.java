package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Companion;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies a plan to a model of the region in memory: what would be there after a run in which
 * nothing fails (specification, section 8, {@code rehearse}).
 */
public final class Rehearsal {
  private final RegionName region;
  private final List<Image> images;
  private final String projectId;
  private final Set<ImageId> used = new HashSet<>();
  private final Map<String, ImageId> copied = new HashMap<>();

  private Rehearsal(RegionName region, Collection<Image> images, String projectId) {
    this.region = region;
    this.images = new ArrayList<>(images);
    this.projectId = projectId;
    images.forEach(image -> used.add(image.id()));
  }

  /** The region's images after the plan was carried out. */
  public static List<Image> apply(Plan plan, Collection<Image> images, String projectId) {
    var rehearsal = new Rehearsal(plan.region(), images, projectId);
    plan.steps().forEach(rehearsal::apply);
    List<Image> done = List.copyOf(rehearsal.images);
    plan.spares().stream()
        .filter(it -> it.user(plan.spares(), done).isEmpty())
        .forEach(it -> rehearsal.remove(it.spare().id()));
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
    } else if (step instanceof Step.Remove remove) {
      remove(remove);
    }
  }

  private void copy(Step.Copy copy) {
    clearUp(copy);
    if (copy.old() != null) {
      Image old = withId(copy.old().id());
      if (copy.outgoing().isDeleted()) {
        images.remove(old);
      } else {
        replace(old, copy.outgoing().applyTo(old));
      }
    }
    ImageId id = newId(copy.imageName());
    images.add(copy.wanted().but().id(id).owner(projectId).build());
    copied.put(copy.imageName(), id);
  }

  /** What an interrupted run left is finished by this one, so it is not there any more. */
  private void clearUp(Step.Copy copy) {
    images.removeIf(
        image ->
            image.belongsTo(projectId)
                && image.name().equals(copy.imageName())
                && CopyId.isUnpublished(region, copy.master(), image));
  }

  /** {@code N$NAME} with the smallest N that no image of before or after has. */
  private ImageId newId(String name) {
    int number = 1;
    while (!used.add(new ImageId(number + "$" + name))) {
      number++;
    }
    return new ImageId(number + "$" + name);
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

  private void remove(Step.Remove step) {
    Image now = withId(step.existing().id());
    switch (step.action()) {
      case HIDE -> replace(now, now.but().hidden(true).build());
      case DEACTIVATE -> replace(now, now.but().status("deactivated").build());
      default -> images.remove(now);
    }
  }

  private void replace(Image now, Image then) {
    images.set(images.indexOf(now), then);
  }

  private void remove(ImageId id) {
    images.removeIf(image -> image.id().equals(id));
  }

  private Image withId(ImageId id) {
    return images.stream().filter(image -> image.id().equals(id)).findFirst().orElseThrow();
  }
}
