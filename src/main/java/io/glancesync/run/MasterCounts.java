package io.glancesync.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.LimitedJson;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.SetAside;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of images in each master region when its list was last trusted. It is one small JSON
 * file ({@code {"Valladolid": 12}}). Only a run writes it, and only one run works at a time.
 */
public final class MasterCounts {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");

  private static final ObjectMapper JSON =
      LimitedJson.mapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Path file;

  /**
   * @param file the file, which is made when it is first needed
   */
  public MasterCounts(Path file) {
    this.file = file;
  }

  /**
   * The number for a region; empty when no run has recorded one yet, or when the file cannot be
   * understood.
   */
  public Optional<Integer> of(RegionName master) {
    try {
      return Optional.ofNullable(read().get(master.toString()));
    } catch (UnreadableCounts | UncheckedIOException e) {
      LOG.warn(
          "{}; this run cannot tell whether the master's list is suddenly short", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Records a number. A file that cannot be understood is set aside, and its numbers of other
   * regions are lost. A failure to record stops no run: the next run only has less to compare with.
   */
  public void remember(RegionName master, int images) {
    try {
      note(master, images);
    } catch (UncheckedIOException e) {
      LOG.warn(
          "Tried to note how many images {} has, but {}; until then no run can tell whether its list is suddenly short",
          master,
          e.getMessage());
    }
  }

  private void note(RegionName master, int images) {
    var counts = new TreeMap<String, Integer>();
    try {
      counts.putAll(read());
    } catch (UnreadableCounts e) {
      setAside();
    }
    Integer before = counts.put(master.toString(), images);
    if (before == null || before != images) {
      write(counts);
    }
  }

  /** Why the file cannot be used; empty when it can. */
  public Optional<String> problem() {
    try {
      read();
      return Optional.empty();
    } catch (UnreadableCounts | UncheckedIOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static final class UnreadableCounts extends RuntimeException {
    private UnreadableCounts(Path file, String reason) {
      super(
          "%s, which says how many images the master region had, cannot be understood (%s); the next run sets it aside and counts again"
              .formatted(file, reason));
    }
  }

  private Map<String, Integer> read() {
    String text = "";
    try {
      text = LimitedFile.state(file);
      Map<String, Integer> counts =
          JSON.readValue(text, new TypeReference<Map<String, Integer>>() {});
      return counts == null ? Map.of() : counts;
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (JsonProcessingException e) {
      throw new UnreadableCounts(file, JsonErrors.of(text, e));
    } catch (CharacterCodingException e) {
      throw new UnreadableCounts(file, "it is not UTF-8");
    } catch (LimitedFile.Unfit e) {
      throw new UnreadableCounts(file, e.getReason());
    } catch (IOException e) {
      throw new FileAccessException(
          "%s cannot be read (%s)".formatted(file, FileErrors.reason(e)), "make it readable", e);
    }
  }

  private void setAside() {
    try {
      SetAside.to(file.toAbsolutePath().getParent(), file, ".unreadable");
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  private void write(Map<String, Integer> counts) {
    try {
      PrivateFolder.make(file.toAbsolutePath().getParent());
      AtomicFile.write(file, JSON.writeValueAsString(counts) + "\n");
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  private UncheckedIOException cannotBeWritten(IOException e) {
    return new FileAccessException(
        "%s cannot be written (%s)".formatted(file, FileErrors.text(e)),
        "make room there, or make it writable",
        e);
  }
}
