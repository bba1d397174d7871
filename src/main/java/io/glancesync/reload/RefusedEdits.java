package io.glancesync.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.LimitedJson;
import io.glancesync.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edits that a service refuses. They are kept in a file for other processes, because the log
 * line may be months old.
 */
public final class RefusedEdits {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");
  private static final ObjectMapper JSON = LimitedJson.mapper().build();

  private final Path file;
  private List<String> noted = List.of();

  /**
   * @param file a list of texts, as JSON; the file exists only while an edit is refused
   */
  public RefusedEdits(Path file) {
    this.file = file;
  }

  /** Records the edits that are refused now, and forgets all others. */
  public void note(List<Problem> problems) {
    List<String> now = problems.stream().map(Problem::text).toList();
    if (now.equals(noted)) {
      return;
    }
    noted = now;
    try {
      if (now.isEmpty()) {
        PrivateFolder.deleteFile(file);
      } else {
        AtomicFile.write(file, JSON.writeValueAsString(now) + "\n");
      }
    } catch (IOException e) {
      LOG.error("Tried to note this for glancesync check, but {}", FileErrors.text(e));
    }
  }

  /**
   * Forgets all refused edits when a service starts. It has applied all edits, or it would not have
   * started.
   */
  public void clear() {
    noted = List.of("unknown");
    note(List.of());
  }

  /** What this service recorded last. */
  public List<String> present() {
    return noted;
  }

  /** The edits that the running service refuses, as its file tells any process. */
  public List<String> all() {
    String text = "";
    try {
      text = LimitedFile.state(file);
      List<String> all = JSON.readValue(text, new TypeReference<List<String>>() {});
      return all == null ? List.of() : all.stream().filter(Objects::nonNull).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (JsonProcessingException e) {
      return List.of("%s cannot be read (%s); see the log".formatted(file, JsonErrors.of(text, e)));
    } catch (IOException e) {
      return List.of("%s cannot be read (%s); see the log".formatted(file, FileErrors.reason(e)));
    }
  }
}
