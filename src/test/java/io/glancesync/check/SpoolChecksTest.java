package io.glancesync.check;

import static io.glancesync.engine.Targets.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Configuration;
import io.glancesync.content.Spool;
import io.glancesync.copy.ContentProvider;
import io.glancesync.engine.Targets;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the largest image can be kept on its way. */
class SpoolChecksTest {
  private static final List<Image> IMAGES =
      List.of(image("small", 1_000_000), image("large", 3_500_000_000L), image("empty", 0));

  @TempDir Path data;
  @TempDir Path images;
  private long limit = 3_500_000_000L;

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }

  private static Image image(String name, long size) {
    return Image.builder(new ImageId(id(name))).name(name).size(size).build();
  }

  private List<Check> checks(String region) {
    TargetChecks.Checkup checkup = new TargetChecks(null, null, null, null, null).begin(false);
    // a folder that is made by the first run
    var spool = new Spool(data.resolve("var/spool"), () -> limit, () -> Duration.ZERO);
    Configuration configuration = Targets.configuration(images, target("master", "http://k1/v3"));
    var contents = new ContentProvider(() -> configuration, spool, null, null, null, null);
    new SpoolChecks(() -> configuration, spool, contents)
        .listed(checkup, RegionName.of(region), IMAGES);
    return checkup.checks();
  }

  @Test
  void nothing_is_said_where_there_is_room_for_it() {
    assertThat(checks("Valladolid")).isEmpty();
  }

  @Test
  void an_image_that_is_larger_than_all_that_may_be_kept_is_told() {
    limit--;

    assertThat(checks("Valladolid"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(CheckStatus.WARNING);
              assertThat(it.text())
                  .startsWith("its largest image, large, has 3.5 GB: no room")
                  .contains("glancesync.spool.max-size");
            });
  }

  @Test
  void another_region_s_images_are_not_read() {
    limit--;

    assertThat(checks("Burgos")).isEmpty();
  }

  @Test
  void who_wants_nothing_kept_is_told_what_that_means() {
    limit = 0;

    assertThat(checks("Valladolid"))
        .containsExactly(
            Check.ok(
                "Valladolid",
                "each image is read once per region, as glancesync.spool.max-size = 0 keeps none on its way"));
    assertThat(checks("Burgos")).isEmpty();
  }

  @Test
  void a_file_in_place_of_the_folder_is_told() throws IOException {
    Files.createDirectory(data.resolve("var"));
    Files.createFile(data.resolve("var/spool"));

    assertThat(checks("Valladolid"))
        .containsExactly(
            Check.warning(
                "Valladolid",
                "no image can be kept on its way (%s: this is not a folder), so that each is read once per region; put that right, or set glancesync.var to another folder"
                    .formatted(data.resolve("var/spool"))));
  }

  @Test
  void an_image_that_is_here_already_needs_no_room() throws IOException {
    limit = 999_999;
    try (var file = new RandomAccessFile(images.resolve(id("large")).toFile(), "rw")) {
      file.setLength(3_500_000_000L);
    }

    assertThat(checks("Valladolid"))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("small, has 1.0 MB"));
  }
}
