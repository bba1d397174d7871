package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with the master's images is read instead of downloading, where it has the image. */
@EndToEnd
class ImagesDirIT {
  private JsonNode there;
  private JsonNode cut;
  private JsonNode damaged;
  private Command.Result sync;

  @BeforeAll
  void one_run(@TempDir Path folder) throws IOException {
    World.clear();
    there = VALLADOLID.image("there").content("all of it").upload();
    cut = VALLADOLID.image("cut").content("all of this").upload();
    damaged = VALLADOLID.image("damaged").content("the real content").upload();
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.writeString(images.resolve(id(there)), "all of it");
    Files.writeString(images.resolve(id(cut)), "all of");
    Files.writeString(images.resolve(id(damaged)), "the real CONTENT");
    // the download would fail
    VALLADOLID.backstage().replaceContent(id(there), "?????????".getBytes(UTF_8));
    Command glancesync = new Command(folder).configuredFor();
    sync = glancesync.run("sync", "Burgos", "--config", "main.images_dir=" + images).exits(0);
  }

  private static String id(JsonNode image) {
    return image.path("id").asText();
  }

  @Test
  void a_file_of_the_right_size_is_read() {
    assertThat(BURGOS.only("there").path("os_hash_value")).isEqualTo(there.path("os_hash_value"));
  }

  @Test
  void a_file_of_another_size_is_not() {
    assertThat(BURGOS.only("cut").path("os_hash_value")).isEqualTo(cut.path("os_hash_value"));
  }

  @Test
  void a_file_with_other_content_is_named_and_the_image_is_downloaded() {
    assertThat(BURGOS.only("damaged").path("os_hash_value"))
        .isEqualTo(damaged.path("os_hash_value"));
    assertThat(sync.err())
        .contains("images/" + id(damaged), "does not match", "downloaded instead")
        .doesNotContain("the master's content");
  }
}
