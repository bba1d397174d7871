package io.glancesync.planner;

import static io.glancesync.image.Images.US;
import static io.glancesync.planner.Policies.aPolicy;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.State;
import io.glancesync.planner.Policies.APolicy;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A master region, another region, and the rules between them. The id of an image is {@code
 * master-NAME} here and {@code region-NAME} there, unless the test gives it another.
 */
public record Situation(
    List<Image> master, List<Image> images, Policy policy, RegionName region, String projectId) {
  public static final RegionName VALLADOLID = RegionName.of("Valladolid");
  public static final RegionName BURGOS = RegionName.of("Burgos");

  public static Situation master(AnImage... images) {
    return new Situation(
        Stream.of(images).map(image -> image.in("master")).toList(),
        List.of(),
        aPolicy().build(),
        BURGOS,
        US);
  }

  public Situation region(AnImage... images) {
    return withImages(Stream.of(images).map(image -> image.in("region")).toList());
  }

  Situation under(APolicy rules) {
    return new Situation(master, images, rules.build(), region, projectId);
  }

  /** The region is reached with another credential, so our project has another id in it. */
  Situation in(String regionName, String itsProjectId) {
    return new Situation(master, images, policy, RegionName.of(regionName), itsProjectId);
  }

  /** The master region was asked for by name. */
  public Situation comparedWithItself() {
    return new Situation(master, master, policy, VALLADOLID, projectId);
  }

  public MasterImages masterImages() {
    return MasterImages.of(VALLADOLID, master, US);
  }

  public Plan plan() {
    return Planner.plan(masterImages(), region, images, policy, projectId);
  }

  /** The same once a run has done all that it could. */
  public Situation afterTheRun() {
    return withImages(Rehearsal.apply(plan(), images, projectId));
  }

  /** The state of a selected image; null when it is not selected. */
  public State stateOf(String name) {
    return plan().states().stream()
        .filter(it -> it.master().name().equals(name))
        .map(ImageState::state)
        .findFirst()
        .orElse(null);
  }

  /** The states as text, {@code ok ubuntu}, smallest image first. */
  List<String> states() {
    return plan().states().stream()
        .map(it -> it.state().text() + " " + it.master().name())
        .toList();
  }

  /** What a run does, {@code upload ubuntu}, in its order. */
  public List<String> steps() {
    return plan().steps().map(it -> it.action().text() + " " + it.imageName()).toList();
  }

  /** The warnings about the region, {@code foreign_owner ubuntu}. */
  List<String> warnings() {
    return plan().warnings().stream().map(it -> it.code().text() + " " + it.image()).toList();
  }

  /** What cannot be done and why. */
  public List<String> refusals() {
    return plan().refusals().stream().map(Refusal::reason).toList();
  }

  /** The only image in the region that is called so. */
  Image image(String name) {
    List<Image> found = images.stream().filter(it -> it.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " images are called " + name);
    }
    return found.get(0);
  }

  public Map<ImageId, Image> imagesById() {
    return images.stream().collect(toMap(Image::id, identity()));
  }

  /** Whether an interrupted copy left it. */
  public boolean isLeftover(Image image) {
    boolean mayBeHidden = policy.syncAttributes().contains(Attribute.OS_HIDDEN);
    return masterImages()
        .named(image.name())
        .map(it -> mayBeHidden ? it : it.but().hidden(false).build())
        .filter(it -> CopyId.isUnpublished(region, it, image))
        .isPresent();
  }

  /** Whether a selected image of the master has that name. */
  public boolean selects(String name) {
    return stateOf(name) != null;
  }

  /** Whether GlanceSync made it, as its id tells, whatever its name is now. */
  public boolean isOurs(Image image) {
    RegionName here = region;
    return image.belongsTo(projectId)
        && (CopyId.madeFor(here, image).isPresent()
            || policy
                .rotation()
                .namesBefore(image)
                .anyMatch(name -> CopyId.isMadeFor(here, name, image)));
  }

  List<String> namesInRegion() {
    return images.stream().map(Image::name).sorted().toList();
  }

  Situation withImages(List<Image> there) {
    return new Situation(master, there, policy, region, projectId);
  }
}
