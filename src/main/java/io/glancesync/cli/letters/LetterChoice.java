package io.glancesync.cli.letters;

import io.glancesync.error.ErrorClass;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which of the dead letters a command is about: those for which all that is said holds. */
public final class LetterChoice {
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
   * @param row what each is chosen by
   * @throws CommandLine.ParameterException when nothing was chosen, or an id is none
   */
  public <T> List<T> of(List<T> letters, Function<T, LetterRow> row) {
    if (!all && ids.isEmpty() && region == null && image == null && errorClass == null) {
      throw wrong("say which dead letters: by id, --region, --image, --class, or --all");
    }
    return orAll(letters, row);
  }

  /** Why none was chosen. */
  public String ofNone(List<?> letters) {
    return letters.isEmpty() ? "there are no dead letters" : "there is no such dead letter";
  }

  /** Those that were chosen, or all when nothing was. */
  public <T> List<T> orAll(List<T> letters, Function<T, LetterRow> row) {
    Set<String> named = new LinkedHashSet<>();
    List<String> known = letters.stream().map(row).map(LetterRow::id).toList();
    ids.forEach(id -> named.add(only(id, known)));
    return letters.stream().filter(it -> isChosen(row.apply(it), named)).toList();
  }

  private boolean isChosen(LetterRow letter, Set<String> named) {
    return (named.isEmpty() || named.contains(letter.id()))
        && (region == null || isIn(letter.region(), RegionName.of(region)))
        && (image == null || letter.image().equals(image))
        && (errorClass == null || letter.errorClass() == errorClass);
  }

  private static boolean isIn(RegionName region, RegionName wanted) {
    return wanted.region().isEmpty()
        ? region.target().equals(wanted.target())
        : region.equals(wanted);
  }

  private String only(String beginning, List<String> known) {
    List<String> found = known.stream().filter(id -> id.startsWith(beginning)).toList();
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
