package io.glancesync.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/** Looks at a region all the time, as its users might. */
public final class Watch implements AutoCloseable {
  /** A machine may be busy with something else. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final Set<String> seen = new ConcurrentSkipListSet<>();
  private final Region region;
  private final Thread thread;
  private volatile boolean closed;

  private Watch(Region region) {
    this.region = region;
    thread = new Thread(this::look, "watch");
    thread.start();
  }

  public static Watch of(Region region) {
    return new Watch(region);
  }

  private void look() {
    while (!closed) {
      for (JsonNode image : region.visible()) {
        seen.add(image.path("name").asText() + " " + image.path("size").asText());
      }
      pause();
    }
  }

  /** Every image that was visible at any time: its name and its size. */
  public Set<String> seen() {
    return seen;
  }

  /** Waits until the region has an image like this, hidden or not. */
  public static JsonNode until(Region region, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      var found = region.all().stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new AssertionError("that was not seen within " + LONGEST + ": " + region.all());
  }

  /** Waits until some of this image's content has arrived in the region. */
  public static JsonNode untilSaving(Region region, String name) {
    return until(
        region,
        it -> it.path("name").asText().equals(name) && it.path("status").asText().equals("saving"));
  }

  private static void pause() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
