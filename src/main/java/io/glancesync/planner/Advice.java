package io.glancesync.planner;

import io.glancesync.condition.ConditionEvaluationException;
import io.glancesync.image.Image;
import io.glancesync.image.Likeness;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Role;
import io.glancesync.plan.Stop;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.planner.NextStep.Act;
import io.glancesync.planner.NextStep.Configure;
import io.glancesync.planner.NextStep.NothingToDo;
import io.glancesync.planner.NextStep.SetImage;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person does next about an image (specification, section 9, "Asking"). */
record Advice(RegionComparison comparison, RegionView view) {
  /** The rules are those of a target: what they select goes to all of its regions. */
  private static final String NOT_WANTED = "nothing, if no region is to have it; to have it %s, ";

  NextStep next(String name) {
    return Optional.ofNullable(view.selection().byName().get(name))
        .map(this::ofSelected)
        .orElseGet(() -> ofUnselected(name));
  }

  private NextStep ofUnselected(String name) {
    List<Image> namesakes = view.master().ambiguous(name);
    if (!namesakes.isEmpty()) {
      return ofNamesakes(namesakes);
    }
    return view.master()
        .named(name)
        .map(this::ofRule)
        .or(() -> view.master().inactiveNamed(name).map(this::ofInactive))
        .or(
            () ->
                comparison.plan().withdrawn().stream()
                    .filter(it -> it.image().name().equals(name))
                    .findFirst()
                    .map(this::ofWithdrawn))
        .orElseGet(
            () ->
                comparison.images().stream().anyMatch(it -> it.name().equals(name))
                    ? new NothingToDo("runs leave alone what %s does not have".formatted(master()))
                    : new Act("check the name; glancesync status lists the selected images"));
  }

  private NextStep ofNamesakes(List<Image> images) {
    String ids = images.stream().map(it -> it.id().value()).collect(Collectors.joining(", "));
    return new SetImage(
        "keep one of %s, and rename or delete the other%s"
            .formatted(ids, images.size() == 2 ? "" : "s"),
        master(),
        "--name",
        List.of("NEWNAME", "ID"));
  }

  private NextStep ofRule(Image image) {
    SelectionRule rule;
    try {
      rule = SelectionRule.decide(image, master(), policy()).rule();
    } catch (ConditionEvaluationException e) {
      return new Configure("correct metadata_condition", List.of());
    }
    return switch (rule) {
      case RETIRED ->
          new NothingToDo("%s has retired it, so that no region gets it".formatted(master()));
      case METADATA_SET ->
          new SetImage(
              wanted(image) + "set %s (to any value) on it in %s".formatted(properties(), master()),
              master(),
              "--property",
              List.of(
                  new TreeSet<>(policy().metadataSet()).first() + "=VALUE", image.id().value()));
      case NOT_PUBLIC ->
          new NextStep.Either(
              new SetImage(
                  wanted(image)
                      + (SelectionRule.had(image, policy()).isEmpty()
                              && !policy().metadataSet().isEmpty()
                          ? "set %s on it in %s, and make it public"
                              .formatted(properties(), master())
                          : "make it public in " + master()),
                  master(),
                  "--public",
                  List.of(image.id().value())),
              force(image, "leave it %s, and write".formatted(image.visibility().text())));
      case CONDITION ->
          force(
              image,
              wanted(image)
                  + "give it in %s what the condition asks for, or write".formatted(master()));
      case FORCESYNCS, NO_METADATA_SET -> force(image, wanted(image) + "write");
    };
  }

  private String properties() {
    return String.join(" or ", new TreeSet<>(policy().metadataSet()));
  }

  private String wanted(Image image) {
    boolean isThere = comparison.images().stream().anyMatch(it -> it.name().equals(image.name()));
    return NOT_WANTED.formatted(isThere ? "compared by the next run" : "copied by the next run");
  }

  private Configure force(Image image, String what) {
    return new Configure(
        what, List.of(line("forcesyncs", policy().forcesyncs(), image.id().value())));
  }

  private NextStep ofInactive(Image image) {
    return image.status().equals("deactivated")
        ? new SetImage(
            wanted(image) + "make it active in " + master(),
            master(),
            "--activate",
            List.of(image.id().value()))
        : new Act(
            "wait until it is active in %s, or delete it there: it is %s"
                .formatted(master(), image.status()));
  }

  private NextStep ofWithdrawn(WithdrawnImage withdrawn) {
    return withdrawn
        .next()
        .<NextStep>map(
            it ->
                new NothingToDo(
                    "runs %s it from %s on, unless it is selected again"
                        .formatted(
                            it.text(), Instant.ofEpochSecond(withdrawn.due().getEpochSecond()))))
        .or(() -> withdrawn.obstacle().map(Act::new))
        .orElseGet(
            () ->
                policy().withdrawal().acts()
                    ? new NothingToDo("it is out of use already")
                    : new Configure(
                        "delete it in %s if nobody needs it, or let runs hide it: write"
                            .formatted(comparison.region()),
                        List.of("withdrawn = hide")));
  }

  private NextStep ofSelected(Image master) {
    return held(master)
        .or(() -> refused(master))
        .orElseGet(
            () ->
                switch (view.state(master)) {
                  case PENDING_UPLOAD,
                      PENDING_METADATA,
                      PENDING_AMI,
                      PENDING_REPLACE,
                      PENDING_RENAME ->
                      new NextStep.NextRun(master.id());
                  case OK -> ofLike(master);
                  case OK_STALLED_CHECKSUM -> ofKept(master);
                  case ERROR_CHECKSUM -> ofConflict(master);
                  case ERROR_AMI -> ofCompanion(master);
                });
  }

  private Optional<NextStep> held(Image master) {
    return comparison.plan().heldBack().stream()
        .filter(it -> it.step().masterName().equals(master.name()))
        .findFirst()
        .<NextStep>map(
            it ->
                it.stop().release().orElse(null) instanceof Stop.GuardLimit limit
                    ? new NextStep.Raise(limit)
                    : new Act(it.stop().remedy()))
        .or(
            () ->
                comparison.plan().waiting().stream()
                    .filter(it -> it.step().masterName().equals(master.name()))
                    .findFirst()
                    .map(it -> new NextStep.AwaitRetry(it.stop().remedy())));
  }

  private Optional<NextStep> refused(Image master) {
    return comparison.plan().refusals().stream()
        .filter(it -> it.master().name().equals(master.name()))
        .findFirst()
        .map(it -> new Act("correct what the note says, in %s".formatted(master())));
  }

  private NextStep ofLike(Image master) {
    boolean isUnknown =
        view.counterparts()
            .counterpart(master)
            .filter(it -> it.content() == Likeness.UNKNOWN)
            .isPresent();
    return isUnknown
        ? new Act(
            "see whether the contents are the same; if not, delete or rename the image in %s"
                .formatted(comparison.region()))
        : new NothingToDo("%s has it as %s does".formatted(comparison.region(), master()));
  }

  private NextStep ofKept(Image master) {
    return view.isRolledBack(master)
        ? new NothingToDo("it stays until %s has another image of that name".formatted(master()))
        : new Configure(
            "nothing, if it is to stay as it is; otherwise take %s out of dontupdate"
                .formatted(there(master).checksum()),
            List.of());
  }

  private NextStep ofConflict(Image master) {
    Image there = there(master);
    String checksum = there.checksum();
    if (ChecksumRule.isProtectedThere(master, there)) {
      return checksum.isEmpty()
          ? new Act("remove its protection in %s, or rename it".formatted(comparison.region()))
          : new Configure(
              "remove its protection in %s, or write".formatted(comparison.region()),
              List.of(line("dontupdate", policy().dontupdate(), checksum)));
    }
    return checksum.isEmpty()
        ? new Act("rename or delete the image in %s".formatted(comparison.region()))
        : new Configure(
            "decide, and write",
            List.of(
                line("replace", policy().replace(), checksum),
                line("rename", policy().rename(), checksum),
                line("dontupdate", policy().dontupdate(), checksum)));
  }

  private NextStep ofCompanion(Image master) {
    for (Role role : Role.values()) {
      if (view.companionship(master, role) instanceof Companionship.Unavailable) {
        return view.master()
            .withId(master.properties().get(role.property()))
            .<NextStep>map(it -> new NextStep.Explain(it.id(), role.text()))
            .orElseGet(
                () ->
                    new Act(
                        "correct %s of it in %s: no image that counts there has that id"
                            .formatted(role.property(), master())));
      }
    }
    throw new IllegalStateException(master.name() + " misses neither kernel nor ramdisk");
  }

  private Image there(Image master) {
    return view.counterparts().of(master).orElseThrow();
  }

  private Policy policy() {
    return comparison.policy();
  }

  private RegionName master() {
    return view.master().region();
  }

  /** A line of the configuration that says what it says now, and this as well. */
  private static String line(String key, Set<String> values, String value) {
    List<String> all =
        Stream.concat(values.stream().sorted().filter(it -> !it.equals(value)), Stream.of(value))
            .toList();
    return "%s = %s".formatted(key, String.join(", ", all));
  }
}
