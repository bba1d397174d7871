package io.glancesync.reload;

import static io.glancesync.reload.Edited.answering;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are being written are left alone until they are quiet, links too. */
@Timeout(300)
class QuietFilesTest {
  private static final String A = "a.camel.yaml";
  private static final String B = "b.camel.yaml";

  @TempDir Path home;

  private static Map<String, String> both(String word) {
    return Map.of(A, answering("a", word), B, answering("b", word));
  }

  private static String answers(SmallService service) {
    return service.ask("a") + " " + service.ask("b");
  }

  private static void point(Path link, Path target) throws Exception {
    Path next = link.resolveSibling("..tmp");
    Files.createSymbolicLink(next, target);
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void a_file_that_is_written_in_pieces_waits_although_each_piece_is_valid() throws Exception {
    try (var service = new SmallService(SmallService.home(home, both("one")), Map.of())) {
      String text = "";
      for (String route : new String[] {"a", "more", "last"}) {
        text += answering(route, "two");
        service.write(A, text);
        // a poll of the service and one of a run, in any rhythm
        service.after(300);
        service.after(100);
        service.after(500);
        assertThat(service.ask("a")).isEqualTo("one");
        assertThat(service.context.getRoutes()).hasSize(2);
      }

      service.after(1000);

      assertThat(service.problems()).isEmpty();
      assertThat(service.context.getRoutes()).hasSize(4);
    }
  }

  @Test
  void a_run_waits_for_the_end_of_an_edit_but_not_without_one() throws Exception {
    Path made = SmallService.home(home, both("one"));
    try (var service = new SmallService(made, Map.of())) {
      service.write(A, answering("a", "two"));
      service.after(0);
      service.write(B, "- route: {id: b");

      Thread slow =
          new Thread(
              () -> {
                sleep(400);
                service.write(B, answering("b", "two"));
                sleep(400);
                service.ticks.goOn(java.time.Duration.ofSeconds(1));
              });
      slow.start();
      service.reload.pollBeforeRun();
      slow.join();

      assertThat(service.problems()).isEmpty();
      assertThat(answers(service)).isEqualTo("two two");
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_config_map_is_one_edit() throws Exception {
    SmallService.home(home, Map.of());
    Path routes = home.resolve("routes");
    SmallService.home(routes.resolve("..2026_1"), both("one"));
    SmallService.home(routes.resolve("..2026_2"), both("two"));
    Files.createSymbolicLink(routes.resolve("..data"), Path.of("..2026_1/routes"));
    for (String file : both("").keySet()) {
      Files.createSymbolicLink(routes.resolve(file), Path.of("..data/" + file));
    }
    try (var service = new SmallService(home, Map.of())) {
      point(routes.resolve("..data"), Path.of("..2026_2/routes"));
      assertThat(service.look()).isEmpty();
      assertThat(answers(service)).isEqualTo("two two");

      SmallService.home(
          routes.resolve("..2026_3"), Map.of(A, answering("a", "three"), B, "- route: {"));
      point(routes.resolve("..data"), Path.of("..2026_3/routes"));
      assertThat(service.look()).contains(B);
      assertThat(answers(service)).isEqualTo("two two");
    }
  }

  @Test
  void a_folder_that_is_a_link_may_be_switched() throws Exception {
    SmallService.home(home.resolve("one"), both("one"));
    SmallService.home(home.resolve("two"), both("two"));
    Files.createSymbolicLink(home.resolve("routes"), home.resolve("one/routes"));
    Files.createSymbolicLink(home.resolve("conf"), home.resolve("one/conf"));
    try (var service = new SmallService(home, Map.of())) {
      point(home.resolve("routes"), home.resolve("two/routes"));
      assertThat(service.look()).isEmpty();
      assertThat(answers(service)).isEqualTo("two two");
    }
  }

  @Test
  void a_folder_that_is_away_for_a_moment_is_no_error() throws Exception {
    SmallService.home(home.resolve("one"), both("one"));
    Files.createSymbolicLink(home.resolve("routes"), home.resolve("one/routes"));
    try (var service =
        new SmallService(SmallService.home(home.resolve("one"), Map.of()), Map.of())) {
      Files.move(home.resolve("one/routes"), home.resolve("away"));
      service.after(1000);
      assertThat(service.problems()).isEmpty();
      Files.move(home.resolve("away"), home.resolve("one/routes"));
      assertThat(service.look()).isEmpty();
    }
  }
}
