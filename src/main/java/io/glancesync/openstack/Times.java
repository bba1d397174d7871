package io.glancesync.openstack;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The times that servers write. */
final class Times {
  /** With nanoseconds and offset it is 35. */
  static final int LONGEST = 40;

  private Times() {}

  /** Empty when it is missing or odd. */
  static Optional<Instant> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
