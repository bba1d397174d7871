package io.glancesync.reload;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.file.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service does not take over, in a file, so that another process can tell: the log line may
 * be months old.
 */
public final class RefusedEdits {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private List<String> noted = List.of();

  /**
   * @param file a list of texts, as JSON; it is there only when there is something to tell
   */
  public RefusedEdits(Path file) {
    this.file = file;
  }

  /** What is refused now, and nothing else any more. */
  public void note(List<Trouble> troubles) {
    List<String> now = troubles.stream().map(Trouble::text).toList();
    if (now.equals(noted)) {
      return;
    }
    noted = now;
    try {
      if (now.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(half, JSON.writeValueAsString(now) + "\n");
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      LOG.error("Tried to note this for glancesync check, but {}", FileTrouble.text(e));
    }
  }

  /** A service starts: it has taken over all that there is, or would not have started. */
  public void clear() {
    noted = List.of("unknown");
    note(List.of());
  }

  /** What the service that is running refuses. */
  public List<String> all() {
    try {
      return JSON.readValue(Files.readString(file), new TypeReference<List<String>>() {});
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      return List.of("%s cannot be read (%s); see the log".formatted(file, FileTrouble.text(e)));
    }
  }
}
