package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import java.util.Comparator;
import java.util.List;

/**
 * A copy of ours that a region does not need, because it has another image with the same content
 * under that name. Two GlanceSyncs that do not know of each other may make one.
 *
 * @param kept the image that stays
 * @param spare the copy that is deleted: a visible twin of it, or one that was never published
 */
public record SpareCopy(Image master, Image kept, Image spare) {
  /** The first copy wins, for everybody who looks. */
  static final Comparator<Image> OLDEST =
      Comparator.comparing(Image::created, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Image::id);

  public SpareCopy {
    requireNonNull(master, "master");
    requireNonNull(kept, "kept");
    requireNonNull(spare, "spare");
  }

  /** Whether users of the region see it. */
  public boolean isTwin() {
    return !CopyId.isUnfinished(master, spare);
  }

  /** All but the oldest of these. */
  static List<SpareCopy> twins(Image master, List<Image> twins) {
    List<Image> sorted = twins.stream().sorted(OLDEST).toList();
    return sorted.stream().skip(1).map(it -> new SpareCopy(master, sorted.get(0), it)).toList();
  }
}
