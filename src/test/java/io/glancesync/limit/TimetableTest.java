package io.glancesync.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates and timetables as users of rclone write them. */
class TimetableTest {
  @ParameterizedTest
  @CsvSource({
    "1B,       1",
    "500b,     500",
    "1,        1024",
    "666,      681984",
    "1K,       1024",
    "512k,     524288",
    "1Ki,      1024",
    "1KiB,     1024",
    "10M,      10485760",
    "10mib,    10485760",
    "1.5M,     1572864",
    ".5M,      524288",
    "2.M,      2097152",
    "1G,       1073741824",
    "1T,       1099511627776",
    "1P,       1125899906842624"
  })
  void a_rate_has_units_of_1024_and_without_one_it_is_K(String text, long bytes) {
    assertThat(at(text, "Mon", "12:00")).isEqualTo(new Rate(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "OFF", "0", "0M", "0.0", "08:00,off", "08:00,off 19:00,0"})
  void off_and_0_are_no_limit(String text) {
    assertThat(Timetable.of(text).isOff()).isTrue();
    assertThat(at(text, "Mon", "12:00").isOff()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Mon, 07:59, off",
    "Mon, 08:00, 512K",
    "Mon, 11:59, 512K",
    "Tue, 12:00, 10M",
    "Sat, 18:00, 30M",
    "Sun, 22:59, 30M",
    "Sun, 23:00, off"
  })
  void an_entry_counts_each_day_until_the_next_begins(String day, String time, String rate) {
    String text = "08:00,512 12:00,10M 13:00,512 18:00,30M 23:00,off";

    assertThat(at(text, day, time)).hasToString(rate);
  }

  @ParameterizedTest
  @CsvSource({
    "Sun, 23:59, off",
    "Mon, 00:00, 512K",
    "Fri, 23:58, 512K",
    "Fri, 23:59, 10M",
    "Sat, 09:59, 10M",
    "Sat, 10:00, 1M",
    "Sun, 19:59, 1M",
    "Sun, 20:00, off"
  })
  void an_entry_may_be_of_a_weekday(String day, String time, String rate) {
    String text = "Mon-00:00,512 Fri-23:59,10M saturday-10:00,1M Sun-20:00,off";

    assertThat(at(text, day, time)).hasToString(rate);
  }

  @ParameterizedTest
  @CsvSource({
    "Mon, 11:59, 512K",
    "Mon, 12:00, 1M",
    "Tue, 00:00, 1M",
    "Sun, 12:00, 1M",
    "Sun, 20:00, off",
    "Sun, 23:59, off"
  })
  void both_kinds_of_entry_may_be_mixed(String day, String time, String rate) {
    assertThat(at("Mon-00:00,512 12:00,1M Sun-20:00,off", day, time)).hasToString(rate);
  }

  @Test
  void the_order_of_entries_makes_no_difference() {
    assertThat(at("19:00,off 08:00,10M", "Mon", "01:00")).hasToString("off");
    assertThat(at("19:00,off 08:00,10M", "Mon", "20:00")).hasToString("off");
  }

  @Test
  void of_two_entries_for_the_same_moment_the_later_counts() {
    assertThat(at("08:00,10M Sat-08:00,off", "Sat", "09:00")).hasToString("off");
    assertThat(at("08:00,10M Sat-08:00,off", "Fri", "09:00")).hasToString("10M");
    assertThat(at("Sat-08:00,off 08:00,10M", "Sat", "09:00")).hasToString("10M");
  }

  @ParameterizedTest
  @ValueSource(strings = {"08:00,10M 19:00,off", "Mon-08:00,1.5G 23:59,3B", "512K", "off"})
  void it_is_told_as_it_can_be_read_again(String text) {
    assertThat(Timetable.of(text)).hasToString(text);
  }

  @Test
  void spaces_may_be_semicolons_and_more_than_one() {
    assertThat(Timetable.of(" 08:00,10M;19:00,off ")).hasToString("08:00,10M 19:00,off");
    assertThat(Timetable.of("08:00,10M  ;\n 19:00,off")).hasToString("08:00,10M 19:00,off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''              | '' is not a rate",
        "many            | 'many' is not a rate: a number with B, K",
        "-1M             | '-1M' is not a rate",
        "10X             | '10X' is not a rate",
        "10KB            | '10KB' is not a rate",
        "1 M             | '1' is not an entry such as 08:00,10M",
        "0.5B            | '0.5B' is not from 1B to 1024P",
        "1025P           | '1025P' is not from 1B",
        "10M:1M          | '10M:1M' is a pair, but there is one rate only",
        "08:00,10M:off   | '10M:off' is a pair",
        "08:00           | '08:00' is a pair",
        "24:00,1M        | '24:00' is not a time from 00:00",
        "8:00,1M         | '8:00' is not a time",
        "1:2:3,1M        | '1:2:3' is not a time",
        "0800,1M         | '0800' is not a time",
        "10M,1M          | '10M' is not a time",
        "Mond-08:00,1M   | 'Mond' is not a weekday such as Mon",
        "Mon-bad,1M      | 'bad' is not a time",
        "08:00,1M,2M     | '08:00,1M,2M' is not an entry",
        "08:00,          | '' is not a rate",
        "08:00,1M 19:00  | '19:00' is not an entry"
      })
  void what_is_neither_is_refused_with_the_place(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timetable.of(text))
        .withMessageContaining(reason.strip());
  }

  @Test
  void the_language_of_the_host_makes_no_difference() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(at("Fri-08:00,1MIB", "Fri", "08:00")).hasToString("1M");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Rate at(String timetable, String day, String time) {
    DayOfWeek wanted =
        DayOfWeek.valueOf(
            switch (day) {
              case "Mon" -> "MONDAY";
              case "Tue" -> "TUESDAY";
              case "Fri" -> "FRIDAY";
              case "Sat" -> "SATURDAY";
              case "Sun" -> "SUNDAY";
              default -> throw new IllegalArgumentException(day);
            });
    LocalDate date = LocalDate.EPOCH.with(TemporalAdjusters.next(wanted));
    return Timetable.of(timetable).rateAt(LocalDateTime.of(date, LocalTime.parse(time)));
  }
}
