package io.glancesync.reload;

import io.glancesync.error.FileErrors;
import io.glancesync.file.LimitedFile;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The route files and {@code conf/application.properties} as they are on disk. An edit is complete
 * once nothing has changed for a while: a file that is half written may be valid by chance.
 */
public final class WatchedFiles {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Path home;
  private final Ticker ticker;
  private final Duration quiet;
  private PolledFiles polled;
  private long since;

  /**
   * What one poll found.
   *
   * @param texts the texts by file name; none when there is a failure
   * @param failure why the files cannot be read
   */
  record PolledFiles(Map<String, String> texts, Optional<String> failure) {}

  /**
   * @param home the folder that holds {@code routes} and {@code conf}
   * @param started the {@link #texts} with which the service was started
   */
  public WatchedFiles(Path home, Map<String, String> started) {
    this(home, started, Ticker.REAL, QUIET);
  }

  WatchedFiles(Path home, Map<String, String> started, Ticker ticker, Duration quiet) {
    this.home = home;
    this.ticker = ticker;
    this.quiet = quiet;
    polled = new PolledFiles(started, Optional.empty());
    since = ticker.nanos() - quiet.toNanos();
  }

  Map<String, String> started() {
    return polled.texts();
  }

  /** What the files say; empty while they are being written. */
  Optional<PolledFiles> settled() {
    boolean isQuiet = ticker.since(since).compareTo(quiet) >= 0;
    PolledFiles now = read();
    if (now.equals(polled)) {
      return isQuiet ? Optional.of(now) : Optional.empty();
    }
    polled = now;
    since = ticker.nanos();
    return Optional.empty();
  }

  private PolledFiles read() {
    try {
      return new PolledFiles(texts(home), Optional.empty());
    } catch (IOException e) {
      return new PolledFiles(Map.of(), Optional.of(FileErrors.text(e)));
    }
  }

  /**
   * The texts of the route files and of {@code conf/application.properties}, by file name.
   *
   * @throws IOException when a file cannot be read
   */
  public static Map<String, String> texts(Path home) throws IOException {
    Map<String, String> texts = new RouteFolder(home.resolve("routes")).texts();
    try {
      byte[] bytes = LimitedFile.bytes(home.resolve(SettingsText.FILE), LimitedFile.CONFIGURATION);
      texts.put(SettingsText.FILE, new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      // all settings have defaults
    }
    return texts;
  }
}
