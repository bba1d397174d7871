package io.glancesync.file;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.glancesync.error.FileErrors;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes a backup: a file per region, and {@code backup.json}. */
public final class BackupWriter {
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private final Path folder;

  private BackupWriter(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder if there is none.
   *
   * @throws UnusableFileException when nothing can be written there
   */
  public static BackupWriter to(Path folder) {
    try {
      PrivateFolder.make(folder);
      Leftovers.clear(folder.toRealPath(), false);
      AtomicFile.probe(folder);
      return new BackupWriter(folder);
    } catch (IOException e) {
      throw new UnusableFileException(
          "%s: the backup cannot be written there: %s".formatted(folder, FileErrors.reason(e)));
    }
  }

  /**
   * @return the files that were written
   * @throws UncheckedIOException when writing fails; says which file and why
   */
  public List<Path> write(Backup backup) {
    var written = new ArrayList<Path>();
    backup
        .regions()
        .forEach(
            (region, images) -> written.add(write(BackupNames.of(region), rows(region, images))));
    written.add(write(BackupNames.INDEX, index(backup)));
    return written;
  }

  private Path write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      AtomicFile.write(file, text);
      return file;
    } catch (IOException e) {
      throw FileErrors.unwritten(file, e);
    }
  }

  private static String rows(RegionName region, List<Image> images) {
    var text = new StringWriter();
    try (SequenceWriter rows = CSV.writer().writeValues(text)) {
      for (Image image : images) {
        rows.write(BackupRow.fields(region, image));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String index(Backup backup) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("time", backup.time().map(Instant::toString).orElse(null));
    ObjectNode projects = root.putObject("projects");
    backup.projects().forEach(projects::put);
    BackupNames.index(backup.regions().keySet(), root);
    return ReportJson.text(root);
  }
}
