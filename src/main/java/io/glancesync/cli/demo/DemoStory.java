package io.glancesync.cli.demo;

import io.glancesync.cli.display.HumanReadable;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.embedded.example.ExampleCloud;
import io.glancesync.plan.Action;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What happened in the example, for somebody who sees it for the first time. */
final class DemoStory {
  private static final EnumSet<Action> COPIES =
      EnumSet.of(Action.UPLOAD, Action.REPLACE, Action.RENAME);

  private final RunReport report;
  private final RunReport withdrawal;
  private final ExampleCloud cloud;

  /**
   * @param withdrawal the run after the master had deleted an image
   * @param cloud where the runs took place
   */
  DemoStory(RunReport report, RunReport withdrawal, ExampleCloud cloud) {
    this.report = report;
    this.withdrawal = withdrawal;
    this.cloud = cloud;
  }

  /** Whether nothing failed but what fails on purpose. */
  boolean wentAsIntended() {
    Set<String> failed = new TreeSet<>();
    failed().forEach(it -> failed.add(it.region().toString()));
    return UnreachedRegions.regions(report).isEmpty()
        && failed.equals(Set.of(cloud.fullRegion()))
        && withdrawal.outcome() != RunOutcome.FAILED;
  }

  List<String> sentences() {
    var sentences = new ArrayList<String>();
    for (Action action : Action.values()) {
      List<TransferResult> done =
          Stream.of(report, withdrawal)
              .flatMap(it -> it.transfers().stream())
              .filter(it -> it.action() == action)
              .filter(it -> it.outcome() == TransferOutcome.DONE)
              .toList();
      if (!done.isEmpty()) {
        sentences.add(sentence(action, done));
      }
    }
    sentences.addAll(repeated());
    report.warnings().stream()
        .filter(it -> it.code() == Warning.Code.CHECKSUM_CONFLICT)
        .forEach(
            it ->
                sentences.add(
                    "%s in %s has content that no rule knows. It was left alone until you decide with replace, rename or dontupdate."
                        .formatted(it.image(), it.region())));
    if (!failed().isEmpty()) {
      sentences.add(
          "%s could not be copied: there is no room. The other regions did not wait for that. A run tries again after an hour, or at once with dead-letters retry; this one would have exited 1."
              .formatted(places(failed())));
    }
    return sentences;
  }

  private static String sentence(Action action, List<TransferResult> done) {
    return switch (action) {
      case UPLOAD ->
          "%s that %s missing %s copied, hidden until size and hash were the master's."
              .formatted(
                  HumanReadable.of(done.size(), "image"),
                  done.size() == 1 ? "was" : "were",
                  done.size() == 1 ? "was" : "were");
      case REPLACE ->
          "%s was an old build that replace names: the new one came, then the old one was renamed and hidden. keep_old = 1 keeps it."
              .formatted(places(done));
      case RENAME ->
          "%s was another build, too: the new one came, and the old one is kept as NAME.old, as rename says."
              .formatted(places(done));
      case METADATA -> "%s got the properties of the master's image.".formatted(places(done));
      case AMI -> "%s got the id of its kernel, once that was there.".formatted(places(done));
      case HIDE, DEACTIVATE, DELETE ->
          "%s was taken out of use (%s): GlanceSync had copied it, and the master deleted it. Images of that name which others made stay as they are."
              .formatted(places(done), action.text());
      case OBSOLETE ->
          "An image was retired in the master region: it is called %s now.".formatted(places(done));
    };
  }

  /** {@code base_a in Burgos and Caceres, base_b in Burgos}. */
  private static String places(List<TransferResult> transfers) {
    Map<String, Set<String>> byImage = new LinkedHashMap<>();
    transfers.forEach(
        it ->
            byImage
                .computeIfAbsent(it.image(), image -> new TreeSet<>())
                .add(it.region().toString()));
    var words = new StringJoiner(", ");
    byImage.forEach((image, in) -> words.add(image + " in " + String.join(" and ", in)));
    return words.toString();
  }

  private List<TransferResult> failed() {
    return report.transfers().stream()
        .filter(it -> it.outcome() == TransferOutcome.FAILED)
        .toList();
  }

  /** What broke off and went well when it was sent again, as the servers counted it. */
  private List<String> repeated() {
    long uploads = 0;
    var reasons = new StringJoiner(", ");
    for (RegionResult region : report.regions()) {
      long more = cloud.uploads(region.region().region()) - copies(region.region());
      if (more > 0) {
        uploads += more;
        cloud.problem(region.region().region()).ifPresent(reasons::add);
      }
    }
    return uploads == 0
        ? List.of()
        : List.of(
            "%s broke off (%s) and went well when sent again, without you."
                .formatted(HumanReadable.of(uploads, "upload"), reasons));
  }

  private long copies(RegionName region) {
    return report.transfers().stream()
        .filter(it -> it.region().equals(region))
        .filter(it -> COPIES.contains(it.action()))
        .count();
  }
}
