package io.glancesync.openstack;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The images of a region as far as they were listed. Glance lists in pages, and hidden images only
 * when asked for them, so that all take two passes. It ends, whatever the server says.
 */
public final class Listing {
  /** Glance lists visible images unless it is asked for others; an old one knows no others. */
  static final String VISIBLE = "limit=" + Page.LIMIT;

  static final String HIDDEN = VISIBLE + "&os_hidden=true";

  /** Of the smallest pages that a Glance is known to give, enough for 25 000 images. */
  private static final int MOST_PAGES = 1000;

  private final Map<ImageId, Image> images = new LinkedHashMap<>();
  private final Set<ImageId> seen = new HashSet<>();
  private final Deque<String> passes;
  private final Predicate<Image> wanted;
  private final BooleanSupplier hasNoHidden;
  private final long room;
  private final Duration mostTime;
  private final LongSupplier nanos;
  private final long begun;
  private Optional<String> next;
  private int pages;
  private long used;

  /**
   * @param passes the queries of their first pages, one after the other
   * @param wanted which images are kept
   * @param hasNoHidden whether the server has said that it does not know hidden images
   * @param room bytes of memory that all images together may take
   * @param mostTime for all pages together
   * @param nanos how time goes by
   */
  Listing(
      List<String> passes,
      Predicate<Image> wanted,
      BooleanSupplier hasNoHidden,
      long room,
      Duration mostTime,
      LongSupplier nanos) {
    this.passes = new ArrayDeque<>(passes);
    this.wanted = wanted;
    this.hasNoHidden = hasNoHidden;
    this.room = room;
    this.mostTime = mostTime;
    this.nanos = nanos;
    begun = nanos.getAsLong();
    next = Optional.ofNullable(this.passes.peek());
  }

  public boolean hasNext() {
    return next.isPresent();
  }

  /** The query of the next page. */
  public String query() {
    return next.orElseThrow();
  }

  public Collection<Image> images() {
    return images.values();
  }

  /**
   * Adds a page.
   *
   * @throws UnexpectedAnswerException when the pages never end
   */
  void add(Page page) {
    if (isOfHidden() && hasNoHidden.getAsBoolean()) {
      // what came are the visible ones again
      nextPass();
      return;
    }
    int before = seen.size();
    page.images().forEach(image -> seen.add(image.id()));
    page.images().stream().filter(wanted).forEach(image -> images.put(image.id(), image));
    requireRoom(page.memory());
    used += page.memory();
    if (++pages > MOST_PAGES) {
      throw new UnexpectedAnswerException(
          "Glance's list does not end: it has more than %d pages".formatted(MOST_PAGES));
    }
    if (page.next().isEmpty()) {
      nextPass();
    } else if (seen.size() == before) {
      throw new UnexpectedAnswerException(
          "Glance's list does not end: a page brought nothing new, and still there is a next");
    } else {
      next = Optional.of(passes.element() + "&marker=" + page.next().get());
    }
    if (hasNext()) {
      requireTime();
    }
  }

  private boolean isOfHidden() {
    return passes.element().startsWith(HIDDEN);
  }

  private void nextPass() {
    passes.remove();
    next = Optional.ofNullable(passes.peek());
  }

  /**
   * Of a page that is being read.
   *
   * @param bytes of memory that its images take so far
   * @throws UnexpectedAnswerException when that is too much
   */
  void requireRoom(long bytes) {
    limit(room - used, room).accept(bytes);
  }

  /** Refuses what takes more memory than a list may. */
  static LongConsumer limit(long room) {
    return limit(room, room);
  }

  private static LongConsumer limit(long left, long room) {
    return bytes -> {
      if (bytes > left) {
        throw new UnexpectedAnswerException(
            "Glance's list of images takes more than %d MB, a quarter of the memory that this program may use"
                .formatted(room >> 20),
            "raise that by GLANCESYNC_JAVA_OPTS=-Xmx..., if there are so many images");
      }
    };
  }

  private void requireTime() {
    if (nanos.getAsLong() - begun > mostTime.toNanos()) {
      throw new UnexpectedAnswerException(
          "Glance's list of images did not end within %d s, ten times list_images_timeout"
              .formatted(mostTime.toSeconds()),
          "raise that, if there are so many images");
    }
  }
}
