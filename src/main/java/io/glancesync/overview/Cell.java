package io.glancesync.overview;

import io.glancesync.plan.State;
import java.util.Optional;
import java.util.stream.Stream;

/** The letter for the state of an image in a region. It is one byte in UTF-8. */
public final class Cell {
  /** The last comparison did not select the image for the region. */
  public static final char NOT_SELECTED = '-';

  /** The region was not compared since the image is there. */
  public static final char UNKNOWN = '?';

  private Cell() {}

  public static char of(State state) {
    return switch (state) {
      case OK -> 'o';
      case OK_STALLED_CHECKSUM -> 's';
      case PENDING_UPLOAD -> 'u';
      case PENDING_METADATA -> 'm';
      case PENDING_REPLACE -> 'p';
      case PENDING_RENAME -> 'n';
      case PENDING_AMI -> 'a';
      case ERROR_AMI -> 'A';
      case ERROR_CHECKSUM -> 'c';
    };
  }

  /** The state for a letter; empty for {@link #NOT_SELECTED} and {@link #UNKNOWN}. */
  public static Optional<State> state(char letter) {
    return Stream.of(State.values()).filter(it -> of(it) == letter).findFirst();
  }
}
