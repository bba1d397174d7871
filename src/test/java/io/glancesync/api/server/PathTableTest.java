package io.glancesync.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableTicks;
import io.glancesync.api.server.PathTable.PathMethods;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTableTest {
  private static final PathTable TABLE =
      new PathTable(
          List.of(
              new PathMethods("/", List.of("GET")),
              new PathMethods("/regions/:region", List.of("GET", "HEAD")),
              new PathMethods("/regions/:region", List.of("POST")),
              new PathMethods("/regions/:region/tasks/:task", List.of("DELETE"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/                        | GET OPTIONS",
        "''                       | GET OPTIONS",
        "/regions                 | ''",
        "/regions/                | ''",
        "/regions/Burgos          | GET HEAD OPTIONS POST",
        "/regions/Burgos/         | GET HEAD OPTIONS POST",
        "/regions/:region         | GET HEAD OPTIONS POST",
        "/Regions/Burgos          | ''",
        "/regions/Burgos/tasks    | ''",
        "/regions/Burgos/tasks/x  | DELETE OPTIONS",
        "/regions/Burgos/tasks/x/y| ''",
        "/x/regions/Burgos        | ''",
      })
  void a_path_has_the_methods_of_its_routes(String path, String methods) {
    assertThat(String.join(" ", TABLE.methods(path))).isEqualTo(methods);
  }

  @Test
  void a_caller_may_send_many_at_once_and_then_so_many_a_second() {
    var ticks = new SettableTicks();
    var rate = new CallRate(ticks);
    for (int i = 0; i < 400; i++) {
      assertThat(rate.takes("alice")).isTrue();
    }
    assertThat(rate.takes("alice")).isFalse();
    assertThat(rate.takes("bob")).isTrue();

    ticks.goOn(Duration.ofMillis(500));
    for (int i = 0; i < 50; i++) {
      assertThat(rate.takes("alice")).isTrue();
    }
    assertThat(rate.takes("alice")).isFalse();
  }
}
