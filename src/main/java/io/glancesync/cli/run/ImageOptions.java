package io.glancesync.cli.run;

import io.glancesync.plan.Plan;
import io.glancesync.run.ImageScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that limit a command to some images. */
public final class ImageOptions {
  @Option(
      names = "--image",
      paramLabel = "PATTERN",
      description =
          "Only images with this name, in which * stands for any characters and ? for one, or with"
              + " this id in the master; and what they need as kernel or ramdisk. Can be repeated.")
  private final List<String> patterns = new ArrayList<>();

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only images that have this tag in the master. Can be repeated.")
  private final List<String> tags = new ArrayList<>();

  /** The images that the command is about. */
  public ImageScope scope() {
    return ImageScope.matching(patterns, tags);
  }

  /** What to say if the command is about some images, but there is none of them. */
  public Optional<String> problem(RunView view) {
    boolean isNone = view.plans().stream().allMatch(Plan::hasNoImage);
    boolean isPlanned = !view.plans().isEmpty();
    return scope().isAll() || !isNone || !isPlanned
        ? Optional.empty()
        : Optional.of(
            "No selected image matches %s; glancesync status lists those that are selected"
                .formatted(words()));
  }

  private String words() {
    var words = new ArrayList<String>();
    patterns.forEach(it -> words.add("--image " + it));
    tags.forEach(it -> words.add("--tag " + it));
    return String.join(" ", words);
  }
}
