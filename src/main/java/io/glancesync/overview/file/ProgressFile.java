package io.glancesync.overview.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.LimitedJson;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.ReportJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far the run is that is at work with this data, for other processes of the host: {@code
 * progress.json}. After a crash it may tell of a run that is at work no longer: a reader asks the
 * run lock.
 */
public final class ProgressFile {
  private static final ObjectMapper JSON = LimitedJson.mapper().build();

  private final Path file;

  /**
   * @param data the folder of the run-time data
   */
  public ProgressFile(Path data) {
    file = data.resolve("progress.json");
  }

  /** The file does not tell it; the message says why. */
  public static final class Unknown extends Exception {
    private Unknown(Path file, String reason) {
      super("%s says how far the run is, but %s".formatted(file, reason));
    }
  }

  /** Writes it. It need not survive a power failure: the run does not, either. */
  void write(PresentRun run) throws IOException {
    AtomicFile.replace(file, ReportJson.text(PresentRunJson.node(run)));
  }

  void remove() throws IOException {
    PrivateFolder.deleteFile(file);
  }

  /**
   * What was written last; empty when no run is at work.
   *
   * @throws Unknown when the file cannot be read or understood
   */
  public Optional<PresentRun> read() throws Unknown {
    String text = "";
    try {
      text = LimitedFile.state(file);
      return Optional.of(PresentRunJson.run(JSON.readTree(text)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new Unknown(file, JsonErrors.of(text, e));
    } catch (IllegalArgumentException e) {
      throw new Unknown(file, e.getMessage());
    } catch (CharacterCodingException e) {
      throw new Unknown(file, "it is not UTF-8");
    } catch (IOException e) {
      throw new Unknown(file, FileErrors.reason(e));
    }
  }
}
