package io.glancesync.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.overview.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of a copy that is on its way, whatever the width of the terminal. */
class BarLineTest {
  private static final long MEGABYTE = 1_000_000;
  private static final String LONG_NAME =
      "Burgos base_ubuntu_server_24.04_amd64_with_gpu_drivers_20261101-2";

  private static BarLine line(String name) {
    return new BarLine(name, new Pace(1_114 * MEGABYTE, 2_100 * MEGABYTE, 1_114 * MEGABYTE / 18));
  }

  @Test
  void it_is_as_wide_as_it_may_be() {
    assertThat(line("Burgos big").fitted(79))
        .isEqualTo(
            "Burgos big  53% [=============>            ] 1114/2100MB (61.9 MB/s, 0:16 left)");
  }

  @Test
  void a_long_name_is_shortened_in_its_middle() {
    assertThat(line(LONG_NAME).fitted(79))
        .hasSize(79)
        .matches("Burgos bas\\S+\\.\\.\\.\\S*1101-2  53% \\[=+> +] 1114/2100MB \\(.*left\\)");
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 30, 39, 50, 59, 60, 79, 99, 150})
  void rate_and_time_are_never_cut(int columns) {
    for (String name : new String[] {"Burgos big", LONG_NAME, "Burgos \u955c\u50cf".repeat(9)}) {
      String shown = line(name).fitted(columns);

      assertThat(shown).contains("61.9 MB/s, 0:16 left");
      assertThat(Width.of(shown)).isLessThanOrEqualTo(columns);
    }
  }

  @Test
  void names_of_wide_letters_take_the_room_that_they_need() {
    String shown = line("Burgos " + "\u955c\u50cf".repeat(30)).fitted(79);

    assertThat(Width.of(shown)).isBetween(78, 79);
    assertThat(shown).startsWith("Burgos \u955c").contains("...").endsWith("0:16 left)");
  }

  @Test
  void nothing_is_known_before_the_first_byte() {
    assertThat(new BarLine("small", new Pace(0, 5_000, 0)).fitted(60)).endsWith("] 0/5kB (? left)");
  }

  @Test
  void hours_are_told_too() {
    assertThat(new BarLine("x", new Pace(1, 10_001, 1)).fitted(60))
        .endsWith("(1 B/s, 2:46:40 left)");
  }

  @Test
  void more_than_all_is_all() {
    assertThat(new BarLine("x", new Pace(20, 10, 20)).fitted(60))
        .contains("100% [=")
        .endsWith("0:00 left)");
    assertThat(new BarLine("x", Pace.NONE).fitted(60)).contains("100% [");
  }
}
