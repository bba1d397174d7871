package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Applies a plan to a model of the region in memory: what would be there after a run in which
 * nothing fails (specification, section 8, {@code rehearse}).
 */
public final class Rehearsal {
  private final List<Image> images;
  private final String projectId;

  private Rehearsal(Collection<Image> images, String projectId) {
    this.images = new ArrayList<>(images);
    this.projectId = projectId;
  }

  /** The region's images after the plan was carried out. */
  public static List<Image> apply(Plan plan, Collection<Image> images, String projectId) {
    var rehearsal = new Rehearsal(images, projectId);
    plan.steps().forEach(rehearsal::apply);
    return List.copyOf(rehearsal.images);
  }

  private void apply(Step step) {
    if (step instanceof Step.Copy copy) {
      copy(copy);
    } else if (step instanceof Step.Update update) {
      change(update.existing(), update.changes());
      Image changed = withId(update.existing().id());
      replace(changed, link(changed, update.companions()));
    } else if (step instanceof Step.Retire retire) {
      change(retire.existing(), retire.changes());
    }
  }

  private void copy(Step.Copy copy) {
    if (copy.action() == Action.RENAME) {
      Image old = withId(copy.old().id());
      replace(old, Planner.renamed(old));
    } else if (copy.action() == Action.REPLACE) {
      images.remove(withId(copy.old().id()));
    }
    Image placed = copy.wanted().but().id(newId(copy.imageName())).owner(projectId).build();
    images.add(link(placed, copy.companions()));
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

  private Image link(Image image, List<Companion> companions) {
    var linked = image.but();
    for (Companion companion : companions) {
      Image found =
          only(
              it ->
                  it.name().equals(companion.master().name())
                      && it.isActive()
                      && it.sameContentAs(companion.master()));
      linked.property(companion.role().property(), found.id().value());
    }
    return linked.build();
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
