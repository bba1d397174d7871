package io.glancesync.cli.letters;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.error.ErrorClass;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which of the dead letters a command is about: those for which all that is said holds. */
final class LetterChoice {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "A letter's id, or enough of its beginning.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Those of this region; target: means all regions of a target.")
  private String region;

  @Option(names = "--image", paramLabel = "NAME", description = "Those of images of this name.")
  private String image;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Those of this class: transient, credential or permanent.")
  private ErrorClass errorClass;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  /**
   * Those that were chosen.
   *
   * @throws CommandLine.ParameterException when nothing was chosen, or an id is none
   */
  List<DeadLetter> of(List<DeadLetter> letters) {
    if (!all && ids.isEmpty() && region == null && image == null && errorClass == null) {
      throw wrong("say which dead letters: by id, --region, --image, --class, or --all");
    }
    return orAll(letters);
  }

  /** Why none was chosen. */
  String ofNone(List<DeadLetter> letters) {
    return letters.isEmpty() ? "there are no dead letters" : "there is no such dead letter";
  }

  /** Those that were chosen, or all when nothing was. */
  List<DeadLetter> orAll(List<DeadLetter> letters) {
    Set<String> named = new LinkedHashSet<>();
    ids.forEach(id -> named.add(only(id, letters)));
    return letters.stream()
        .filter(it -> named.isEmpty() || named.contains(it.id()))
        .filter(it -> region == null || isIn(it.region(), RegionName.of(region)))
        .filter(it -> image == null || it.image().equals(image))
        .filter(it -> errorClass == null || it.errorClass() == errorClass)
        .toList();
  }

  private static boolean isIn(RegionName region, RegionName wanted) {
    return wanted.region().isEmpty()
        ? region.target().equals(wanted.target())
        : region.equals(wanted);
  }

  private String only(String beginning, List<DeadLetter> letters) {
    List<String> found =
        letters.stream().map(DeadLetter::id).filter(id -> id.startsWith(beginning)).toList();
    if (found.isEmpty()) {
      throw wrong("there is no dead letter '%s'; dead-letters list shows all".formatted(beginning));
    }
    if (found.size() > 1) {
      throw wrong(
          "'%s' begins the ids of %d dead letters (%s); write more of it"
              .formatted(
                  beginning, found.size(), found.stream().collect(Collectors.joining(", "))));
    }
    return found.get(0);
  }

  private CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(spec.commandLine(), sentence);
  }
}
