package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A region without room: what fails is kept, explained, and tried again when there is room. */
@EndToEnd
class DeadLettersIT {
  private static final int LARGE = 30_000_000;
  private static final long ROOM = 10_000_000;

  @TempDir private Path folder;
  private Command glancesync;
  private Command.Result sync;

  @BeforeEach
  void an_image_that_is_too_large_for_burgos() {
    World.clear();
    VALLADOLID.image("large").zeros(LARGE).id();
    VALLADOLID.image("small").id();
    BURGOS.backstage().limitRoom(ROOM);
    glancesync = new Command(folder).configuredFor();
    sync = glancesync.run("sync", "Burgos").exits(1);
  }

  @AfterEach
  void room() {
    BURGOS.backstage().unlimitRoom();
  }

  private JsonNode list(String... words) throws IOException {
    var all =
        Stream.concat(Stream.of("dead-letters", "list", "--format", "json"), Stream.of(words));
    Command.Result list = glancesync.run(all.toArray(String[]::new)).exits(0);
    assertThat(list.err()).isEmpty();
    return new ObjectMapper().readTree(list.out()).path("dead_letters");
  }

  private List<Path> files(String where) throws IOException {
    Path there = glancesync.data().resolve(where);
    if (!Files.exists(there)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(there)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private String id() throws IOException {
    return list().path(0).path("id").asText();
  }

  @Test
  void the_file_says_it_all() throws IOException {
    assertThat(files("dead-letter"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.getFileName().toString())
                    .matches("Burgos_large_\\d{8}T\\d{6}Z_[0-9a-f]{8}\\.json"));
    JsonNode letter = new ObjectMapper().readTree(Files.readString(files("dead-letter").get(0)));

    assertThat(list()).containsExactly(letter);
    assertThat(letter.path("class").asText()).isEqualTo("permanent");
    assertThat(letter.path("remedy").asText()).contains("make room");
    assertThat(letter.path("attempts")).isNotEmpty();
    for (JsonNode attempt : letter.path("attempts")) {
      assertThat(attempt.path("answer").asText()).startsWith("413 ");
      assertThat(attempt.path("request_id").asText()).startsWith("req-");
    }
    assertThat(sync.out())
        .contains(letter.path("error").asText() + "; " + letter.path("remedy").asText());
    assertThat(glancesync.run("dead-letters", "show", id()).exits(0).out())
        .contains(letter.path("error").asText(), "request req-");
  }

  @Test
  void once_there_is_room_a_retry_does_it_and_nothing_else() throws IOException {
    String id = id();
    VALLADOLID.image("later").id();
    assertThat(glancesync.run("dead-letters", "retry", "--all").exits(1).out())
        .startsWith(id + " (upload of large in Burgos): failed again: Tried to copy large");
    assertThat(files("dead-letter")).hasSize(1);

    BURGOS.backstage().unlimitRoom();
    Command.Result retry = glancesync.run("dead-letters", "retry", id).exits(0);

    assertThat(retry.out()).isEqualTo(id + " (upload of large in Burgos): done\n");
    assertThat(retry.err()).contains("dead letter " + id + " (upload of large in Burgos) closed");
    assertThat(files("dead-letter")).isEmpty();
    assertThat(files("dead-letter/retry")).isEmpty();
    assertThat(BURGOS.names()).containsExactly("large", "small");
  }

  @Test
  void what_is_in_step_meanwhile_is_resolved() throws IOException {
    String id = id();
    BURGOS.backstage().unlimitRoom();
    Files.createDirectories(folder.resolve("aside"));
    Path kept = folder.resolve("aside/letter.json");
    Files.copy(files("dead-letter").get(0), kept);
    glancesync.run("sync", "Burgos").exits(0);
    Files.move(kept, glancesync.data().resolve("dead-letter/letter.json"));

    assertThat(glancesync.run("dead-letters", "retry", id).exits(0).out())
        .isEqualTo(id + " (upload of large in Burgos): resolved, in step meanwhile\n");
    assertThat(files("dead-letter")).isEmpty();
  }

  @Test
  void the_run_that_does_it_closes_it_and_says_so() throws IOException {
    String id = id();
    glancesync.run("sync", "Caceres").exits(0);
    assertThat(list()).as("another region's run is none of its business").hasSize(1);
    BURGOS.backstage().unlimitRoom();

    Command.Result next = glancesync.run("sync", "Burgos").exits(0);

    assertThat(next.err())
        .containsPattern(
            "dead letter %s \\(upload of large in Burgos\\) closed: in step since run \\d{8}T"
                .formatted(id));
    assertThat(list()).isEmpty();
    assertThat(CACERES.names()).containsExactly("large", "small");
  }

  @Test
  void only_what_is_discarded_goes() throws IOException {
    VALLADOLID.image("larger").zeros(LARGE + 1).id();
    glancesync.run("sync", "Burgos").exits(1);
    assertThat(list()).hasSize(2);

    assertThat(glancesync.run("dead-letters", "discard", "--image", "large").exits(0).out())
        .matches("discarded [0-9a-f]{8} \\(upload of large in Burgos\\)\n");

    assertThat(list()).hasSize(1);
    assertThat(list("--image", "larger")).hasSize(1);
  }

  @Test
  void a_broken_file_is_told_of_and_set_aside_by_the_next_run() throws IOException {
    Path broken = files("dead-letter").get(0);
    Files.writeString(broken, "{\"id\": ");
    Files.setLastModifiedTime(broken, FileTime.from(Instant.now().minusSeconds(60)));

    Command.Result list = glancesync.run("dead-letters", "list").exits(0);

    assertThat(list.lines()).hasSize(1);
    assertThat(list.err()).contains("warning: ", broken.toString(), "not a dead letter");
    assertThat(glancesync.run("check").exits(0).out()).contains(broken.getFileName().toString());
    assertThat(broken).exists();

    Command.Result sync = glancesync.run("sync", "Burgos");

    assertThat(sync.err()).contains("WARN", broken.toString(), "not a dead letter", "set aside");
    assertThat(files("dead-letter/unreadable")).hasSize(1);
    assertThat(glancesync.run("check").exits(0).out()).contains("1 file cannot be read");
  }

  @Test
  void check_counts_them() {
    assertThat(glancesync.run("check").exits(0).out())
        .containsPattern("ok    dead letters +1, the oldest is of .*; see dead-letters list");
  }
}
