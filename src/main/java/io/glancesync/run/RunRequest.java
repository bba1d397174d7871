package io.glancesync.run;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a run is asked to do.
 *
 * @param regions region arguments, as users write them; empty means the regions of the target
 *     master
 * @param dryRun whether the run only plans
 * @param parallel how many regions are worked on at the same time, above 0
 * @param acceptShrunkenMaster whether to trust a master list that is suddenly much shorter
 * @param images the images that the run is about
 * @param narrowed whether the run sees or selects other images than the configuration says, so that
 *     a missing image proves nothing
 */
public record RunRequest(
    List<String> regions,
    boolean dryRun,
    int parallel,
    boolean acceptShrunkenMaster,
    ImageScope images,
    boolean narrowed) {
  public RunRequest {
    regions = List.copyOf(regions);
    requireNonNull(images, "images");
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + ", but must be above 0");
    }
  }

  /** A run that trusts the master's list only if it has not shrunk much. */
  public RunRequest(List<String> regions, boolean dryRun, int parallel) {
    this(regions, dryRun, parallel, false);
  }

  /** A run by the rules of the configuration. */
  public RunRequest(
      List<String> regions,
      boolean dryRun,
      int parallel,
      boolean acceptShrunkenMaster,
      ImageScope images) {
    this(regions, dryRun, parallel, acceptShrunkenMaster, images, false);
  }

  /** A run that is about all images. */
  public RunRequest(
      List<String> regions, boolean dryRun, int parallel, boolean acceptShrunkenMaster) {
    this(regions, dryRun, parallel, acceptShrunkenMaster, new ImageScope.All());
  }
}
