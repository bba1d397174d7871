package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Companion;
import io.glancesync.plan.CopyOrder;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.Outgoing;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares a region with the master and decides what brings it in step (specification, sections 4
 * to 7). It only decides: nothing here reads or changes anything.
 */
public final class Planner {
  private final RegionView view;
  private final RegionName region;
  private final Collection<Image> images;
  private final String projectId;
  private final List<WithdrawnImage> withdrawn;
  private final Instant now;
  private final Map<String, String> refused = new HashMap<>();

  private Planner(
      RegionView view,
      RegionName region,
      Collection<Image> images,
      String projectId,
      List<WithdrawnImage> withdrawn,
      Instant now) {
    this.view = view;
    this.withdrawn = withdrawn;
    this.now = now;
    this.region = region;
    this.images = images;
    this.projectId = projectId;
  }

  /** Plans for a region of which no earlier run has noted anything. */
  public static Plan plan(
      MasterImages master,
      RegionName region,
      Collection<Image> images,
      Policy policy,
      String projectId) {
    return plan(master, region, images, policy, projectId, RegionMemory.NONE, Instant.EPOCH);
  }

  /**
   * @param images all images that the region lists, hidden ones included, in any order
   * @param projectId our project in the region
   * @param memory what earlier runs noted of the region
   * @param now the time of the run
   */
  public static Plan plan(
      MasterImages master,
      RegionName region,
      Collection<Image> images,
      Policy policy,
      String projectId,
      RegionMemory memory,
      Instant now) {
    var selection = Selection.of(master, policy);
    var counterparts = CounterpartFinder.find(selection, images, region, policy, projectId);
    var rollback = Rollback.of(selection, images, policy, projectId, memory);
    var view =
        RegionView.of(
            master,
            selection,
            counterparts,
            policy,
            rollback,
            Sharing.in(master, region, policy, projectId));
    List<WithdrawnImage> withdrawn =
        new WithdrawalFinder(master, selection, images, region, policy, projectId, memory, now)
            .find();
    return new Planner(view, region, images, projectId, withdrawn, now).plan();
  }

  private Plan plan() {
    List<ImageState> states =
        selected().map(image -> new ImageState(view.state(image), image)).toList();
    Retirement retirement = retirement();
    List<Step> updates = updates(states, State.PENDING_METADATA);
    var kept = KeptImages.of(region, images, view.selection(), view.policy(), projectId);
    List<Step.Copy> copies = copies(states, kept);
    List<Step> links = updates(states, State.PENDING_AMI);

    var phases = new ArrayList<List<Step>>();
    phases.add(retirement.steps());
    phases.addAll(view.rollback().phases(view, kept));
    phases.add(updates);
    phases.addAll(CopyOrder.phases(copies));
    phases.add(links);
    phases.add(removals(kept, copies));
    return new Plan(
        region,
        states,
        phases,
        view.counterparts().spares(),
        refusals(states, retirement),
        warnings(states, retirement),
        withdrawn);
  }

  private Stream<Image> selected() {
    return view.selection().byName().values().stream();
  }

  private List<Step> removals(KeptImages kept, List<Step.Copy> copies) {
    var removals = new ArrayList<Step>();
    withdrawn.forEach(it -> it.step(now).ifPresent(removals::add));
    removals.addAll(
        kept.outdated(
            view.selection().byName(),
            copies,
            it -> view.counterparts().of(it).isPresent(),
            view.rollback()));
    return removals;
  }

  private Retirement retirement() {
    // the master region compared with itself: its own images are never retired
    return view.policy().supportObsoleteImages() && !region.equals(view.master().region())
        ? Retirement.of(
            view.master(), view.selection(), images, region, view.policy(), view.sharing())
        : Retirement.NONE;
  }

  private List<Step> updates(List<ImageState> states, State state) {
    var updates = new ArrayList<Step>();
    for (Image master : in(states, state)) {
      if (view.rollback().isPending(master.name())) {
        // the image that it has now makes way
        continue;
      }
      Image existing = view.counterparts().of(master).orElseThrow();
      Changes changes = view.changes(master);
      List<Companion> companions = view.pendingCompanions(master);
      Optional<String> refusal =
          Preflight.refusalOfUpdate(linked(changes.applyTo(existing), companions))
              .or(() -> refusalOf(companions));
      if (refusal.isPresent()) {
        refused.put(master.name(), refusal.get());
      } else {
        updates.add(new Step.Update(action(state), master, existing, changes, companions));
      }
    }
    return updates;
  }

  private List<Step.Copy> copies(List<ImageState> states, KeptImages kept) {
    var copies = new ArrayList<Step.Copy>();
    for (ImageState state : states) {
      if (state.state().isCopy()) {
        copies.add(copy(state, kept));
      }
    }
    Set<String> circular = CopyOrder.circular(copies);
    for (Step.Copy copy : copies) {
      refusal(copy, circular).ifPresent(reason -> refused.put(copy.imageName(), reason));
    }
    refuseWhatNeedsRefused(copies);
    copies.removeIf(copy -> refused.containsKey(copy.imageName()));
    return copies;
  }

  private Step.Copy copy(ImageState state, KeptImages kept) {
    Image master = state.master();
    Action action = action(state.state());
    Optional<Image> old = view.counterparts().of(master);
    return new Step.Copy(
        action,
        master,
        new Properties(view).onCopy(master),
        old.orElse(null),
        old.map(it -> outgoing(action, it, kept)).orElse(null),
        view.pendingCompanions(master));
  }

  private static Outgoing outgoing(Action action, Image old, KeptImages kept) {
    return action == Action.RENAME ? Outgoing.renamed(old) : kept.outgoing(old);
  }

  private Optional<String> refusal(Step.Copy copy, Set<String> circular) {
    if (circular.contains(copy.imageName())) {
      return Optional.of("through its kernel or ramdisk it needs itself");
    }
    Optional<String> refusal = Preflight.refusalOfCopy(linked(copy.wanted(), copy.companions()));
    return refusal.or(() -> refusalOfOldName(copy));
  }

  /** The image as it will be, with stand-ins for the ids that are still to be found. */
  private static Image linked(Image image, List<Companion> companions) {
    var linked = image.but();
    companions.forEach(it -> linked.property(it.role().property(), it.master().id().value()));
    return linked.build();
  }

  private Optional<String> refusalOfOldName(Step.Copy copy) {
    if (copy.old() == null) {
      return Optional.empty();
    }
    Image outgoing = copy.outgoing().applyTo(copy.old());
    return copy.action() == Action.RENAME && isTaken(outgoing.name())
        ? Optional.of("the old image cannot become %s, a name in use".formatted(outgoing.name()))
        : Preflight.refusalOfUpdate(outgoing);
  }

  private boolean isTaken(String name) {
    return view.selection().byName().containsKey(name)
        || images.stream().anyMatch(it -> it.belongsTo(projectId) && it.name().equals(name));
  }

  private void refuseWhatNeedsRefused(List<Step.Copy> copies) {
    boolean more = true;
    while (more) {
      more = false;
      for (Step.Copy copy : copies) {
        Optional<String> reason = refusalOf(copy.companions());
        if (reason.isPresent() && refused.putIfAbsent(copy.imageName(), reason.get()) == null) {
          more = true;
        }
      }
    }
  }

  private Optional<String> refusalOf(List<Companion> companions) {
    return companions.stream()
        .filter(companion -> refused.containsKey(companion.master().name()))
        .findFirst()
        .map(
            companion ->
                "its %s %s cannot be copied"
                    .formatted(companion.role().text(), companion.master().name()));
  }

  private List<Refusal> refusals(List<ImageState> states, Retirement retirement) {
    var refusals = new ArrayList<>(view.selection().refusals());
    refusals.addAll(retirement.refusals());
    for (ImageState state : states) {
      String reason = refused.get(state.master().name());
      if (reason != null) {
        refusals.add(Refusal.of(action(state.state()), state.master(), region, reason));
      }
    }
    return refusals;
  }

  private List<Warning> warnings(List<ImageState> states, Retirement retirement) {
    var warnings = new ArrayList<>(view.counterparts().warnings());
    view.selection().inactive().forEach(image -> warnings.add(notActive(image)));
    warnings.addAll(retirement.warnings());
    withdrawn.stream()
        .filter(it -> it.obstacle().isPresent() || !view.policy().withdrawal().acts())
        .map(it -> RegionWarnings.withdrawn(region, view.master().region(), it))
        .forEach(warnings::add);
    in(states, State.ERROR_AMI).forEach(image -> warnings.addAll(view.warnings(image, region)));
    in(states, State.ERROR_CHECKSUM).forEach(image -> warnings.add(leftAlone(image)));
    return List.copyOf(new HashSet<>(warnings)).stream().sorted(Planner::byImage).toList();
  }

  private static int byImage(Warning one, Warning other) {
    return (one.image() + '\n' + one.message()).compareTo(other.image() + '\n' + other.message());
  }

  private Warning notActive(Image master) {
    return new Warning(
        Warning.Code.MASTER_NOT_ACTIVE,
        region,
        master.name(),
        "%s (%s) is %s in %s, so it is not copied to %s; %s or delete it in %s"
            .formatted(
                master.name(),
                master.id(),
                master.status(),
                view.master().region(),
                region,
                master.status().equals("deactivated")
                    ? "reactivate it"
                    : "wait until it is active,",
                view.master().region()));
  }

  private Warning leftAlone(Image master) {
    Image existing = view.counterparts().of(master).orElseThrow();
    return ChecksumRule.isProtectedThere(master, existing)
        ? protectedThere(master, existing)
        : conflict(master, existing);
  }

  private Warning protectedThere(Image master, Image existing) {
    return new Warning(
        Warning.Code.PROTECTED_IN_REGION,
        region,
        master.name(),
        existing.checksum().isEmpty()
            ? "%s in %s has other content, and somebody protected it there (image %s); remove its protection, or rename it"
                .formatted(master.name(), region, existing.id())
            : "%s in %s has other content (checksum %s), and somebody protected it there (image %s); remove its protection, or add that checksum to dontupdate"
                .formatted(master.name(), region, existing.checksum(), existing.id()));
  }

  private Warning conflict(Image master, Image existing) {
    return new Warning(
        Warning.Code.CHECKSUM_CONFLICT,
        region,
        master.name(),
        existing.checksum().isEmpty()
            ? "%s in %s has other content, and no checksum there (image %s); rename or delete it, or add ours or any to replace or rename"
                .formatted(master.name(), region, existing.id())
            : "%s in %s has other content (checksum %s); add that checksum to replace, rename or dontupdate: replace %s once the master's image is there, rename makes it %s.old and private, dontupdate leaves it as it is"
                .formatted(master.name(), region, existing.checksum(), replaced(), master.name()));
  }

  private String replaced() {
    return view.policy().rotation().keepOld() == 0 ? "deletes it" : "keeps it under an old name";
  }

  private static List<Image> in(List<ImageState> states, State state) {
    return states.stream().filter(it -> it.state() == state).map(ImageState::master).toList();
  }

  private static Action action(State state) {
    return switch (state) {
      case PENDING_UPLOAD -> Action.UPLOAD;
      case PENDING_REPLACE -> Action.REPLACE;
      case PENDING_RENAME -> Action.RENAME;
      case PENDING_METADATA -> Action.METADATA;
      case PENDING_AMI -> Action.AMI;
      case OK, OK_STALLED_CHECKSUM, ERROR_AMI, ERROR_CHECKSUM ->
          throw new IllegalArgumentException(state + " asks for nothing");
    };
  }
}
