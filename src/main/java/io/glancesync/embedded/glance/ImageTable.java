package io.glancesync.embedded.glance;

import io.glancesync.embedded.http.RejectedRequestException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The images of one Glance. Whoever calls it holds its lock. */
final class ImageTable {
  private final Map<String, StoredImage> images = new LinkedHashMap<>();

  /** Glance never takes an id again, and remembers where in a list it was. */
  private final Map<String, StoredImage> deleted = new HashMap<>();

  private final Clock clock;
  private long sequence;

  /** Null when images have what they are given, and nothing else. */
  private Insisted insisted;

  ImageTable(Clock clock) {
    this.clock = clock;
  }

  /** A new image, which is there only once it is {@link #add added}. */
  StoredImage draft(String id, String owner) {
    return new StoredImage(id, owner, clock.instant(), ++sequence);
  }

  void add(StoredImage image) throws RejectedRequestException {
    if (images.containsKey(image.id()) || deleted.containsKey(image.id())) {
      throw new RejectedRequestException(409, "Image ID %s already exists!".formatted(image.id()));
    }
    images.put(image.id(), image);
  }

  /** Each image has a property of the region's own from now on. */
  void insist(Insisted on) {
    insisted = on;
  }

  Optional<Insisted> insisted() {
    return Optional.ofNullable(insisted);
  }

  Optional<StoredImage> find(String id) {
    return Optional.ofNullable(images.get(id));
  }

  Optional<StoredImage> findDeleted(String id) {
    return Optional.ofNullable(deleted.get(id));
  }

  Collection<StoredImage> all() {
    return images.values();
  }

  /** Puts a changed copy in the place of the image. */
  void replace(StoredImage image) {
    image.touch(clock.instant());
    images.put(image.id(), image);
  }

  void remove(StoredImage image) {
    images.remove(image.id());
    image.discardContent();
    deleted.put(image.id(), image);
  }
}
