package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupWriterTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");

  @TempDir Path folder;

  private static Backup backup(Image... images) {
    return new Backup(
        Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
        new TreeMap<>(Map.of("master", "5f0c")),
        new TreeMap<>(Map.of(BURGOS, List.of(images))));
  }

  private static Image image(String name, Map<String, String> properties) {
    return Image.builder(new ImageId("1"))
        .name(name)
        .formats("raw", "bare")
        .properties(properties)
        .build();
  }

  @Test
  void the_files_that_were_written_are_told() throws IOException {
    assertThat(BackupWriter.to(folder.resolve("new/folder")).write(backup()))
        .containsExactly(
            folder.resolve("new/folder/backup_Burgos.csv"),
            folder.resolve("new/folder/backup.json"));
    try (Stream<Path> files = Files.list(folder.resolve("new/folder"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void a_row_has_nine_fields_and_quotes_where_they_are_needed() throws IOException {
    BackupWriter.to(folder)
        .write(
            backup(
                image("ubuntu", Map.of()).but().visibility(Visibility.PUBLIC).size(812).build(),
                image("a, b", Map.of("nid", "1"))
                    .but()
                    .visibility(Visibility.SHARED)
                    .checksum("c0ffee")
                    .owner("5f0c")
                    .build()));

    assertThat(Files.readString(folder.resolve("backup_Burgos.csv")))
        .isEqualTo(
            """
            Burgos,ubuntu,1,active,812,,,True,{}
            Burgos,"a, b",1,active,0,c0ffee,5f0c,False,"{""nid"":""1""}"
            """);
  }

  @Test
  void the_index_has_the_time_and_our_projects() throws IOException {
    BackupWriter.to(folder).write(backup());

    assertThat(Files.readString(folder.resolve("backup.json")))
        .isEqualTo(
            """
            {
              "time": "2026-01-02T03:04:05Z",
              "projects": {
                "master": "5f0c"
              }
            }
            """);
  }

  @Test
  void a_folder_that_cannot_be_made_is_an_error() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> BackupWriter.to(file.resolve("folder")))
        .withMessageContaining("file/folder: the backup cannot be written there: ");
  }

  private final Path tries = Path.of("target", "backup-writer-test");

  @Property(tries = 200)
  void what_was_written_is_read_again(
      @ForAll String name, @ForAll @Size(max = 5) Map<String, String> properties) {
    // half a surrogate pair is not text, and no file can hold it
    Image image = image(whole(name), Map.of());
    for (var property : properties.entrySet()) {
      image = image.but().property(whole(property.getKey()), whole(property.getValue())).build();
    }
    Backup written = backup(image);

    BackupWriter.to(tries).write(written);

    assertThat(BackupReader.read(tries)).isEqualTo(written);
  }

  private static String whole(String text) {
    return text.replaceAll("[\\ud800-\\udfff]", "");
  }

  @AfterTry
  void clearUp() throws IOException {
    Files.deleteIfExists(tries.resolve("backup_Burgos.csv"));
    Files.deleteIfExists(tries.resolve("backup.json"));
  }
}
