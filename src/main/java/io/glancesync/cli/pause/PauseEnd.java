package io.glancesync.cli.pause;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.glancesync.time.TimeText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Reads the end of a pause: a date with a time, a time of today, or a date, each as ISO 8601 and
 * with or without a zone; or a duration from now, such as {@code +2h} or {@code 3d}.
 *
 * @param now the time from which durations are measured
 * @param zone the zone of a time that has none
 */
public record PauseEnd(Instant now, ZoneId zone) {
  /**
   * The end that a text says.
   *
   * @throws IllegalArgumentException when it says none, or one that is over; says why
   */
  public Instant of(String text) {
    Instant end =
        read(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--until '%s' is not a time such as 18:00 or 2026-05-02T08:00Z, or a duration such as +2h"
                            .formatted(text)));
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("--until %s is over: that is %s".formatted(text, end));
    }
    return end;
  }

  /** The time, to the second; empty when the text is neither a time nor a duration. */
  Optional<Instant> read(String text) {
    return duration(text).or(() -> time(text)).map(it -> it.truncatedTo(SECONDS));
  }

  private Optional<Instant> duration(String text) {
    return TimeText.read(text.startsWith("+") ? text.substring(1) : text).flatMap(this::after);
  }

  /** Empty for a duration that reaches beyond the times that Java knows. */
  private Optional<Instant> after(Duration duration) {
    try {
      return Optional.of(now.plus(duration));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> time(String text) {
    try {
      TemporalAccessor time =
          text.contains("T")
              ? DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  text, ZonedDateTime::from, LocalDateTime::from)
              : text.contains(":")
                  ? DateTimeFormatter.ISO_TIME.parseBest(text, OffsetTime::from, LocalTime::from)
                  : LocalDate.parse(text).atStartOfDay();
      return Optional.of(instant(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Instant instant(TemporalAccessor time) {
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    if (time instanceof LocalDateTime local) {
      return local.atZone(zone).toInstant();
    }
    if (time instanceof OffsetTime offset) {
      return offset.atDate(LocalDate.ofInstant(now, offset.getOffset())).toInstant();
    }
    return LocalTime.from(time).atDate(LocalDate.ofInstant(now, zone)).atZone(zone).toInstant();
  }
}
