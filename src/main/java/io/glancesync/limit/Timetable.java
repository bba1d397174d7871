package io.glancesync.limit;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rates by day and time, repeated each week.
 *
 * @param entries at least one; of two entries for the same moment, the later one applies
 */
public record Timetable(List<Entry> entries) {
  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  /**
   * A rate that applies from a time until another entry begins.
   *
   * @param day the day; empty for every day
   */
  public record Entry(Optional<DayOfWeek> day, LocalTime time, Rate rate) {
    /** How many minutes ago it last began. */
    private int minutesSince(LocalDateTime moment) {
      int now = moment.getHour() * 60 + moment.getMinute();
      int begun = time.getHour() * 60 + time.getMinute();
      return day.map(it -> (moment.getDayOfWeek().getValue() - it.getValue()) * DAY)
          .map(it -> Math.floorMod(it + now - begun, WEEK))
          .orElse(Math.floorMod(now - begun, DAY));
    }

    @Override
    public String toString() {
      return day.map(it -> it.getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + "-").orElse("")
          + "%s,%s".formatted(time, rate);
    }
  }

  public Timetable {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a timetable without entries");
    }
  }

  /**
   * Reads the format of rclone's {@code --bwlimit}: a rate, or entries separated by spaces or
   * semicolons, such as {@code 08:00,512K 19:00,10M Sat-00:00,off}.
   *
   * @throws IllegalArgumentException when the text is neither; its message says why
   */
  public static Timetable of(String text) {
    String stripped = text.strip();
    if (!stripped.matches("(?s).*[\\s,;].*")) {
      return new Timetable(
          List.of(new Entry(Optional.empty(), LocalTime.MIDNIGHT, Rate.of(stripped))));
    }
    return new Timetable(Stream.of(stripped.split("[\\s;]+")).map(Timetable::entry).toList());
  }

  private static Entry entry(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "'%s' is not an entry such as 08:00,10M or Sat-08:00,off".formatted(text));
    }
    int dash = parts[0].indexOf('-');
    return new Entry(
        dash < 0 ? Optional.empty() : Optional.of(day(parts[0].substring(0, dash))),
        time(parts[0].substring(dash + 1)),
        Rate.of(parts[1]));
  }

  private static DayOfWeek day(String text) {
    return Stream.of(DayOfWeek.values())
        .filter(
            day ->
                Stream.of(TextStyle.SHORT, TextStyle.FULL)
                    .anyMatch(it -> day.getDisplayName(it, Locale.ENGLISH).equalsIgnoreCase(text)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("'%s' is not a weekday such as Mon".formatted(text)));
  }

  private static LocalTime time(String text) {
    try {
      if (text.length() == "00:00".length()) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeException e) {
      // reported below
    }
    throw new IllegalArgumentException("'%s' is not a time from 00:00 to 23:59".formatted(text));
  }

  /** The rate at that local time. */
  public Rate rateAt(LocalDateTime moment) {
    Entry last = entries.get(0);
    for (Entry entry : entries) {
      if (entry.minutesSince(moment) <= last.minutesSince(moment)) {
        last = entry;
      }
    }
    return last.rate();
  }

  /** Whether it never limits anything. */
  public boolean isOff() {
    return entries.stream().allMatch(it -> it.rate().isOff());
  }

  /** Whether the time makes no difference. */
  public boolean isConstant() {
    return entries.stream().map(Entry::rate).distinct().count() == 1;
  }

  /** The text that {@link #of} can read again. */
  @Override
  public String toString() {
    return isConstant()
        ? "" + entries.get(0).rate()
        : entries.stream().map(Entry::toString).collect(joining(" "));
  }
}
