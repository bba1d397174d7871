package io.glancesync.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableTicks;
import io.glancesync.api.server.PathTable.PathMethods;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether a path that is not there is none, or comes in a moment. */
class KnownPathsTest {
  private final SettableTicks ticks = new SettableTicks();
  private List<String> present = List.of("/a");
  private final KnownPaths paths =
      new KnownPaths(
          () -> new PathTable(present.stream().map(KnownPathsTest::path).toList()), ticks);

  private static PathMethods path(String path) {
    return new PathMethods(path, List.of("GET"));
  }

  private List<String> expected() {
    return Stream.of("/a", "/b/1", "/none").filter(paths::isExpected).toList();
  }

  @Test
  void before_all_routes_have_started_any_path_may_come() {
    assertThat(expected()).containsExactly("/a", "/b/1", "/none");
    present = List.of("/a", "/b/:id");
    paths.look();
    assertThat(expected()).containsExactly("/a", "/b/1");
  }

  @Test
  void a_path_that_is_being_replaced_comes_back() {
    present = List.of("/a", "/b/:id");
    paths.look();
    present = List.of("/a");
    ticks.goOn(Duration.ofSeconds(9));
    paths.look();
    assertThat(expected()).containsExactly("/a", "/b/1");
  }

  @Test
  void a_path_that_was_taken_away_is_none_after_a_while() {
    present = List.of("/a", "/b/:id");
    paths.look();
    present = List.of("/a");
    ticks.goOn(Duration.ofSeconds(11));
    paths.look();
    assertThat(expected()).containsExactly("/a");
  }
}
