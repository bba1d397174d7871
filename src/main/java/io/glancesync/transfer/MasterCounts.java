package io.glancesync.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many images counted in each master region when its list was last trusted: one small JSON file
 * ({@code {"Valladolid": 12}}). Only a run writes it, and only one run works at a time.
 */
public final class MasterCounts {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Path file;

  /**
   * @param file is made when it is first needed
   */
  public MasterCounts(Path file) {
    this.file = file;
  }

  /** Empty when no run has counted this region yet. */
  public Optional<Integer> of(RegionName master) {
    return Optional.ofNullable(read().get(master.toString()));
  }

  public void remember(RegionName master, int images) {
    var counts = new TreeMap<>(read());
    Integer before = counts.put(master.toString(), images);
    if (before == null || before != images) {
      write(counts);
    }
  }

  private Map<String, Integer> read() {
    try {
      Map<String, Integer> counts =
          JSON.readValue(Files.readString(file), new TypeReference<Map<String, Integer>>() {});
      return counts == null ? Map.of() : counts;
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "%s, which says how many they were, cannot be understood (%s); correct it, or delete it to begin anew"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be read (%s); make it readable".formatted(file, e), e);
    }
  }

  private void write(Map<String, Integer> counts) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path half = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(half, JSON.writeValueAsString(counts) + "\n");
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s); make it writable".formatted(file, e), e);
    }
  }
}
