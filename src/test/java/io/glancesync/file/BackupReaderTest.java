package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupReaderTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");

  @TempDir Path folder;

  private BackupReaderTest file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  private List<Image> images(String rows) throws IOException {
    file("backup_Burgos.csv", rows);
    return BackupReader.read(folder).images(BURGOS);
  }

  private void assertError(String message) {
    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> BackupReader.read(folder))
        .withMessage(message.replace("DIR", folder.toString()));
  }

  @Test
  void a_row_is_an_image() throws IOException {
    assertThat(
            images("Burgos,ubuntu,1-2-3,active,812,c0ffee,5f0c,True,\"{\"\"nid\"\":\"\"1\"\"}\""))
        .containsExactly(
            Image.builder(new ImageId("1-2-3"))
                .name("ubuntu")
                .status("active")
                .size(812)
                .checksum("c0ffee")
                .owner("5f0c")
                .visibility(Visibility.PUBLIC)
                .formats("raw", "bare")
                .property("nid", "1")
                .build());
  }

  @Test
  void empty_fields_are_read() throws IOException {
    Image image = images("Burgos,,7,queued,,,,False,\n").get(0);

    assertThat(image.name()).isEmpty();
    assertThat(image.size()).isZero();
    assertThat(image.checksum()).isEmpty();
    assertThat(image.owner()).isEmpty();
    assertThat(image.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(image.properties()).isEmpty();
  }

  @Test
  void what_the_older_tool_wrote_is_read() throws IOException {
    assertThat(
            images(
                "Burgos,\"a \"\"b\"\", c\",1,active,1,x,t,True,{u'type': u'baseimages'}\r\n"
                    + "\r\n"
                    + "Burgos,d,2,active,1,x,t,No,\"{u'nid': u'1', u'kernel_id': None}\"\r\n"))
        .extracting(Image::name, Image::isPublic, it -> it.properties().toString())
        .containsExactly(
            tuple("a \"b\", c", true, "{type=baseimages}"), tuple("d", false, "{nid=1}"));
  }

  @Test
  void the_file_says_which_region_it_is_and_may_be_empty() throws IOException {
    file("backup_other:Madrid.csv", "").file("backup_Burgos.csv", "").file("notes.csv", "x");

    assertThat(BackupReader.read(folder).regions())
        .containsOnlyKeys(BURGOS, RegionName.of("other:Madrid"));
  }

  @Test
  void without_an_index_neither_time_nor_projects_are_known() throws IOException {
    file("backup_Burgos.csv", "");

    Backup backup = BackupReader.read(folder);

    assertThat(backup.time()).isEmpty();
    assertThat(backup.projects()).isEmpty();
  }

  @Test
  void the_index_has_time_and_projects() throws IOException {
    file("backup_Burgos.csv", "")
        .file(
            "backup.json",
            "{\"time\":\"2026-01-02T03:04:05Z\",\"projects\":{\"master\":\"5f0c\"}}");

    Backup backup = BackupReader.read(folder);

    assertThat(backup.time()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(backup.projects()).containsOnly(entry("master", "5f0c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Burgos,a,1,active|"
            + "4 fields instead of 9 (region, name, id, status, size, checksum, owner, public, user properties)",
        "Burgos,a,,active,1,x,t,True,{}|the image has no id",
        "Burgos,a,1,active,1 GB,x,t,True,{}|the size '1 GB' is not a number of bytes",
        "Burgos,a,1,active,1,x,t,yes,{}|"
            + "'yes' is where True or False says whether the image is public",
        "Burgos,a,1,active,1,x,t,True,?|"
            + "the user properties are neither a JSON object nor a Python dictionary: expected '{' at character 1 of ?",
      })
  void a_bad_row_is_an_error_with_its_file_and_line(String row, String error) throws IOException {
    file("backup_Burgos.csv", "Burgos,fine,1,active,1,x,t,True,\"{'a': '\n'}\"\n\n" + row + "\n");

    assertError("DIR/backup_Burgos.csv: line 4: " + error);
  }

  @Test
  void a_text_that_never_ends_is_an_error() throws IOException {
    file("backup_Burgos.csv", "Burgos,fine,1,active,1,x,t,True,{}\nBurgos,\"a");

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> BackupReader.read(folder))
        .withMessageStartingWith(folder + "/backup_Burgos.csv: line 2: ");
  }

  @Test
  void a_file_that_is_no_text_is_an_error() throws IOException {
    Files.write(
        folder.resolve("backup_Burgos.csv"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertError("DIR/backup_Burgos.csv: this is not text in UTF-8");
  }

  @Test
  void a_folder_without_a_backup_is_an_error() {
    assertError("DIR: this folder holds no backup, as no file is called backup_REGION.csv");
  }

  @Test
  void a_folder_that_is_not_there_is_an_error() throws IOException {
    Files.delete(folder);

    assertError("DIR: there is no such file or folder");
  }

  @Test
  void an_index_that_cannot_be_read_is_an_error() throws IOException {
    file("backup_Burgos.csv", "").file("backup.json", "{");

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> BackupReader.read(folder))
        .withMessageStartingWith(folder + "/backup.json: this is no JSON: ");
  }

  @Test
  void a_huge_file_is_an_error_and_not_read() throws IOException {
    Sparse.file(folder.resolve("backup_Burgos.csv"), 3L << 30);

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> BackupReader.read(folder))
        .withMessageContaining("backup_Burgos.csv: the file has 3.2 GB, more than");
  }

  @Test
  void a_row_without_end_is_an_error() throws IOException {
    Files.writeString(folder.resolve("backup_Burgos.csv"), ",".repeat(10_000_000));

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> BackupReader.read(folder))
        .withMessageContaining("fields instead of 9");
  }

  @Test
  void an_index_that_is_nested_too_deep_is_an_error() throws IOException {
    Files.writeString(folder.resolve("backup_Burgos.csv"), "");
    Files.writeString(folder.resolve("backup.json"), "[".repeat(5000));

    assertThatExceptionOfType(UnusableFileException.class)
        .isThrownBy(() -> BackupReader.read(folder))
        .withMessageContaining("backup.json: this is no JSON: ");
  }

  @Test
  void a_time_that_is_none_is_an_error() throws IOException {
    file("backup_Burgos.csv", "").file("backup.json", "{\"time\": \"yesterday\"}");

    assertError("DIR/backup.json: 'yesterday' is not a time");
  }
}
