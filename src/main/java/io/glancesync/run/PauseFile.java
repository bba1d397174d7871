package io.glancesync.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.error.FileErrors;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.file.StateFile;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which regions are paused, in one small JSON file ({@code paused.json}). Only the commands {@code
 * pause} and {@code resume} write it; each run reads it when it begins, so that a running service
 * follows it.
 *
 * <p>While the file cannot be understood, no run does anything, and no command replaces it. A pause
 * is a person's word that a region must not be touched, and a file that cannot be read does not say
 * which region that is. Images that arrive later do less harm than a write to a region under
 * maintenance, and a run that fails is noticed.
 */
public final class PauseFile {
  private static final String LOCK = "pause.lock";
  private static final String REMEDY =
      "correct the file, or delete it and pause again what is to be paused; until then no run does anything";

  private final Path data;
  private final Path file;
  private final StateFile<Map<String, StoredPause>> state;

  /**
   * A pause in the file.
   *
   * @param since ISO 8601, as {@code until}
   * @param until absent means until it is resumed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record StoredPause(String since, String until, String reason, String by) {
    /** A field that is missing or wrong is an error of the whole file. */
    StoredPause {
      Instant.parse(requireNonNull(since, "since"));
      Optional.ofNullable(until).ifPresent(Instant::parse);
      requireNonNull(reason, "reason");
      requireNonNull(by, "by");
    }

    static StoredPause of(RegionPause pause) {
      return new StoredPause(
          pause.since().toString(),
          pause.until().map(Instant::toString).orElse(null),
          pause.reason(),
          pause.by());
    }

    RegionPause of(String region) {
      return new RegionPause(
          RegionName.of(region),
          Instant.parse(since),
          Optional.ofNullable(until).map(Instant::parse),
          reason,
          by);
    }
  }

  /**
   * @param data the folder of the run-time data
   */
  public PauseFile(Path data) {
    this.data = data;
    file = data.resolve("paused.json");
    state =
        new StateFile<>(
            file,
            new TypeReference<Map<String, StoredPause>>() {},
            Map.of(),
            "Tried to read which regions are paused, but %s cannot be understood (%s)");
  }

  /**
   * All pauses, also those whose time is over.
   *
   * @throws RefusedException when the file cannot be read or understood
   */
  public PausedRegions read() {
    try {
      return PausedRegions.of(
          state.read().entrySet().stream().map(it -> pause(it.getKey(), it.getValue())).toList());
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      throw new RefusedException(e.getMessage(), REMEDY, e);
    }
  }

  private RegionPause pause(String region, StoredPause stored) {
    if (stored == null) {
      throw new RefusedException(
          "Tried to read which regions are paused, but %s has nothing but the name of %s"
              .formatted(file, region),
          REMEDY);
    }
    return stored.of(region);
  }

  /**
   * Changes what is paused.
   *
   * @throws RefusedException when the file cannot be used, or another command is changing it
   */
  public void change(UnaryOperator<PausedRegions> how) {
    ProcessLock lock = lock();
    try {
      PausedRegions before = read();
      PausedRegions after = how.apply(before);
      if (!after.equals(before)) {
        state.write(
            after.all().stream()
                .collect(
                    Collectors.toMap(
                        it -> it.region().toString(),
                        StoredPause::of,
                        (one, other) -> one,
                        TreeMap::new)));
      }
    } finally {
      lock.close();
    }
  }

  private ProcessLock lock() {
    try {
      return ProcessLock.take(data, LOCK)
          .orElseThrow(
              () ->
                  new RefusedException(
                      "Another command is changing what is paused", "repeat this one"));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to use %s, but %s".formatted(data, FileErrors.text(e)),
          "make room there, or make it writable",
          e);
    }
  }

  /** Why the file cannot be used; empty when it can. */
  public Optional<String> problem() {
    try {
      read();
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.getMessage());
    }
  }
}
