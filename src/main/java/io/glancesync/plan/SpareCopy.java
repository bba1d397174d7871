package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A copy of ours that a region does not need, because it has another image with the same content
 * under that name. Two GlanceSyncs that do not know of each other may make one.
 *
 * @param kept the image that stays
 * @param spare the copy that is deleted: a visible twin of it, or one that was never finished
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
    if (spare.isProtected()) {
      throw new IllegalArgumentException(spare.id() + " is protected: somebody wants to keep it");
    }
  }

  /** Whether users of the region see it. */
  public boolean isTwin() {
    return !CopyId.isUnfinished(master, spare);
  }

  /**
   * An image that refers to it, as to its kernel, and would not work without it.
   *
   * @param spares all that are not needed; they may refer to each other
   * @param images all images of the region
   */
  public Optional<Image> user(Collection<SpareCopy> spares, Collection<Image> images) {
    return images.stream()
        .filter(image -> image.properties().containsValue(spare.id().value()))
        .filter(image -> spares.stream().noneMatch(it -> it.spare.id().equals(image.id())))
        .findFirst();
  }

  /** All but the oldest of these; what is protected stays as well. */
  public static List<SpareCopy> twins(Image master, List<Image> twins) {
    List<Image> sorted = twins.stream().sorted(OLDEST).toList();
    return sorted.stream()
        .skip(1)
        .filter(it -> !it.isProtected())
        .map(it -> new SpareCopy(master, sorted.get(0), it))
        .toList();
  }
}
