package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.plan.Difference;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why an image is, or is not, in a region (specification, section 9, "Asking").
 *
 * @param image its name
 * @param master the master's image; empty when none of that name counts
 * @param namesakes images of the master that share the name, so that none counts
 * @param isSelected whether the rules select it
 * @param why the rule that decided that, as it goes on after a colon
 * @param counterpart the region's image of that name; empty when none counts
 * @param isOurs whether GlanceSync made the counterpart
 * @param others what else in the region has that name, and why it does not count
 * @param differences between the master's image and the counterpart
 * @param state empty when the image is not selected
 * @param rule what decided the state; empty when the state says it all
 * @param hindrance why a run does not do it now, as it goes on after "because"
 * @param notes refusals, guards and warnings about it, each a sentence
 * @param next what a person does about it now
 */
public record Explanation(
    RegionName region,
    String image,
    Optional<Image> master,
    List<Image> namesakes,
    boolean isSelected,
    String why,
    Optional<Image> counterpart,
    boolean isOurs,
    List<Other> others,
    List<Difference> differences,
    Optional<State> state,
    String rule,
    Optional<String> hindrance,
    List<String> notes,
    NextStep next) {
  public Explanation {
    namesakes = List.copyOf(namesakes);
    others = List.copyOf(others);
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /** The same in a region that runs leave out. */
  public Explanation leftOut(String because, String note, NextStep then) {
    List<String> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
    return with(Optional.of(because), more, then);
  }

  /** The same with something else to do. */
  public Explanation withNext(NextStep then) {
    return with(hindrance, notes, then);
  }

  private Explanation with(Optional<String> because, List<String> said, NextStep then) {
    return new Explanation(
        region,
        image,
        master,
        namesakes,
        isSelected,
        why,
        counterpart,
        isOurs,
        others,
        differences,
        state,
        rule,
        because,
        said,
        then);
  }

  /**
   * Another image of that name in the region.
   *
   * @param why the reason why it is not the counterpart
   */
  public record Other(Image image, String why) {}
}
