package io.glancesync.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small JSON file in which runs note something for later runs. It is made when it is first
 * needed, and only one process writes it at a time.
 *
 * @param <T> what it holds, as Jackson reads and writes it
 */
public final class StateFile<T> {
  private static final ObjectMapper JSON =
      LimitedJson.mapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Path file;
  private final TypeReference<T> type;
  private final T empty;
  private final String what;

  /** The file cannot be understood; the message says why. */
  public static final class Unreadable extends RuntimeException {
    private Unreadable(String message) {
      super(message);
    }
  }

  /**
   * @param empty what a file that does not exist holds
   * @param what what is said of a file that cannot be understood, with a %s for the file and one
   *     for the reason
   */
  public StateFile(Path file, TypeReference<T> type, T empty, String what) {
    this.file = file;
    this.type = type;
    this.empty = empty;
    this.what = what;
  }

  /**
   * @throws Unreadable when the file cannot be understood
   * @throws UncheckedIOException when it cannot be read
   */
  public T read() {
    String text = "";
    try {
      text = LimitedFile.state(file);
      T value = JSON.readValue(text, type);
      return value == null ? empty : value;
    } catch (NoSuchFileException e) {
      return empty;
    } catch (JsonProcessingException e) {
      throw unreadable(JsonErrors.of(text, e));
    } catch (CharacterCodingException e) {
      throw unreadable("it is not UTF-8");
    } catch (LimitedFile.Unfit e) {
      throw unreadable(e.getReason());
    } catch (IOException e) {
      throw new FileAccessException(
          "%s cannot be read (%s)".formatted(file, FileErrors.reason(e)), "make it readable", e);
    }
  }

  /** What the file holds; one that cannot be understood is set aside, and its content is lost. */
  public T readOrSetAside() {
    try {
      return read();
    } catch (Unreadable e) {
      try {
        SetAside.to(file.toAbsolutePath().getParent(), file, ".unreadable");
      } catch (IOException failure) {
        throw cannotBeWritten(failure);
      }
      return empty;
    }
  }

  /**
   * @throws UncheckedIOException when it cannot be written
   */
  public void write(T value) {
    try {
      PrivateFolder.make(file.toAbsolutePath().getParent());
      AtomicFile.write(file, JSON.writeValueAsString(value) + "\n");
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  /** Why the file cannot be used; empty when it can. */
  public Optional<String> problem() {
    try {
      read();
      return Optional.empty();
    } catch (Unreadable | UncheckedIOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Unreadable unreadable(String reason) {
    return new Unreadable(what.formatted(file, reason));
  }

  private UncheckedIOException cannotBeWritten(IOException e) {
    return new FileAccessException(
        "%s cannot be written (%s)".formatted(file, FileErrors.text(e)),
        "make room there, or make it writable",
        e);
  }
}
