package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells an upload that another GlanceSync has under way from what a dead one left. Nobody marks
 * that in Glance, so it is a matter of age: an image changes when its upload begins and when it
 * ends, and in between only time passes.
 *
 * @param now by the region's clocks
 * @param silence how long a sender of which nothing moves is still waited for
 */
public record OtherSenders(Instant now, Duration silence) {
  /** Bytes per second that an upload makes at least, or it is taken for dead in the end. */
  private static final long SLOWEST = 1_000_000;

  public OtherSenders {
    requireNonNull(now, "now");
    requireNonNull(silence, "silence");
  }

  /**
   * Whether somebody may be making this copy, which is not published yet, at this moment.
   *
   * @param copy as the region has it
   */
  public boolean mayBeMaking(Image copy, Image master) {
    if (copy.updated() == null || copy.status().equals("killed")) {
      return false;
    }
    // of a clock that is ahead nobody knows by how much
    Duration age = Duration.between(copy.updated(), now).abs();
    return age.compareTo(patience(master)) < 0;
  }

  /** From when on the copy is taken for what a dead sender left. */
  public Instant until(Image copy, Image master) {
    return copy.updated().plus(patience(master));
  }

  private Duration patience(Image master) {
    return silence.plusSeconds(master.size() / SLOWEST);
  }
}
