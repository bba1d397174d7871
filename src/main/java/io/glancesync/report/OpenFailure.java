package io.glancesync.report;

import static java.util.Objects.requireNonNull;

import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that fails in one run after another: a transfer, or a whole region.
 *
 * @param image the image's name in the region; empty for a region
 * @param action what is tried with the image; empty for a region
 * @param error what was tried, what came back, and what to do
 * @param since the end of the first run in which it failed
 * @param isReminded whether people were told that it still fails
 */
public record OpenFailure(
    RegionName region,
    Optional<String> image,
    Optional<Action> action,
    String error,
    Instant since,
    boolean isReminded) {
  public OpenFailure {
    requireNonNull(region, "region");
    requireNonNull(image, "image");
    requireNonNull(action, "action");
    requireNonNull(error, "error");
    requireNonNull(since, "since");
  }

  /** Whether both are failures of the same thing, whatever the errors are. */
  boolean isSameAs(OpenFailure other) {
    return region.equals(other.region) && image.equals(other.image) && action.equals(other.action);
  }

  boolean isOfRegion() {
    return image.isEmpty();
  }

  OpenFailure reminded() {
    return new OpenFailure(region, image, action, error, since, true);
  }

  /** For people: {@code upload of base_ubuntu in Burgos}, or a region's name. */
  public String subject() {
    return image
        .map(it -> "%s of %s in %s".formatted(action.map(Action::text).orElse("copy"), it, region))
        .orElse(region.toString());
  }
}
