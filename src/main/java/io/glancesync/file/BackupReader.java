package io.glancesync.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.glancesync.error.FileErrors;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a backup, also one of the older tool: its user properties are a Python dictionary, and it
 * wrote no {@code backup.json}.
 */
public final class BackupReader {
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

  /** More than any region has; each takes some hundred bytes of memory. */
  private static final int MOST_IMAGES = 200_000;

  private static final int MOST_FIELDS = 100;

  private final Path folder;

  private BackupReader(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws UnusableFileException when the folder holds no backup, or one that cannot be read
   */
  public static Backup read(Path folder) {
    return new BackupReader(folder).read();
  }

  private Backup read() {
    JsonNode index = index(folder.resolve(BackupNames.INDEX));
    var regions = new TreeMap<RegionName, List<Image>>();
    for (Path file : files()) {
      regions.put(BackupNames.region(file, index), images(file));
    }
    if (regions.isEmpty()) {
      throw new UnusableFileException(
          folder + ": this folder holds no backup, as no file is called backup_REGION.csv");
    }
    return new Backup(time(index), projects(index), regions);
  }

  private List<Path> files() {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, BackupNames.PATTERN)) {
      found.forEach(files::add);
      return files;
    } catch (IOException e) {
      throw unusable(folder, FileErrors.reason(e));
    }
  }

  private static List<Image> images(Path file) {
    var images = new ArrayList<Image>();
    try (Reader text = reader(file);
        CsvParser rows = CSV.getFactory().createParser(text)) {
      while (rows.nextToken() != null) {
        int line = rows.currentLocation().getLineNr();
        if (images.size() == MOST_IMAGES) {
          throw unusable(file, "line %d: more than %d images".formatted(line, MOST_IMAGES));
        }
        images.add(image(file, line, fields(rows)));
      }
      return images;
    } catch (JsonProcessingException e) {
      throw unusable(file, line(e) + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      throw unusable(file, "this is not text in UTF-8");
    } catch (IOException e) {
      throw unusable(file, FileErrors.reason(e));
    }
  }

  /** Not every problem has a place. */
  private static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line %d: ".formatted(e.getLocation().getLineNr());
  }

  private static Reader reader(Path file) throws IOException {
    // unlike a reader of the JDK's own making, this one takes nothing that is not UTF-8
    return new BufferedReader(
        new InputStreamReader(
            LimitedFile.open(file, LimitedFile.BACKUP), StandardCharsets.UTF_8.newDecoder()));
  }

  /** Of a row without end no more is kept than shows that it is wrong. */
  private static List<String> fields(CsvParser row) throws IOException {
    var fields = new ArrayList<String>();
    while (row.nextToken() != JsonToken.END_ARRAY) {
      if (fields.size() < MOST_FIELDS) {
        fields.add(row.getText());
      }
    }
    return fields;
  }

  private static Image image(Path file, int line, List<String> fields) {
    try {
      return BackupRow.image(fields);
    } catch (IllegalArgumentException e) {
      throw unusable(file, "line %d: %s".formatted(line, e.getMessage()));
    }
  }

  private static JsonNode index(Path file) {
    ObjectMapper mapper = LimitedJson.mapper().build();
    String text = "";
    try {
      text = LimitedFile.text(file, LimitedFile.STATE);
      return mapper.readTree(text);
    } catch (NoSuchFileException e) {
      return mapper.createObjectNode();
    } catch (JsonProcessingException e) {
      throw unusable(file, "this is no JSON: " + JsonErrors.of(text, e));
    } catch (CharacterCodingException e) {
      throw unusable(file, "this is not text in UTF-8");
    } catch (IOException e) {
      throw unusable(file, FileErrors.reason(e));
    }
  }

  private Optional<Instant> time(JsonNode index) {
    try {
      return Optional.ofNullable(index.path("time").textValue()).map(Instant::parse);
    } catch (DateTimeException e) {
      throw unusable(
          folder.resolve(BackupNames.INDEX),
          "'%s' is not a time".formatted(index.path("time").asText()));
    }
  }

  private static SortedMap<String, String> projects(JsonNode index) {
    var projects = new TreeMap<String, String>();
    index
        .path("projects")
        .properties()
        .forEach(entry -> projects.put(entry.getKey(), entry.getValue().asText()));
    return projects;
  }

  private static UnusableFileException unusable(Path file, String why) {
    return new UnusableFileException(file + ": " + why);
  }
}
