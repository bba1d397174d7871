package io.glancesync.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What somebody can know who reads the log of an hourly schedule, and the reports of its runs. */
public final class Diary implements AutoCloseable {
  static final Duration MINUTE_OF_RUNS = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SKIPPED = Pattern.compile("the run due at (\\S+) is skipped");
  private static final Pattern MISSED =
      Pattern.compile("(the run|\\d+ runs) before (\\S+) never began; this one makes up for it");

  private final Path data;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Map<String, Ran> runs = new TreeMap<>();
  private final Logger logger = (Logger) LogManager.getLogger("glancesync.schedule");
  private final Level levelBefore = logger.getLevel();
  private final AbstractAppender appender =
      new AbstractAppender("diary", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          log.add(event.getMessage().getFormattedMessage());
        }
      };

  /** A run that left a report. */
  record Ran(Instant started, Instant finished, String outcome) {}

  /**
   * @param data the service's run-time data
   */
  Diary(Path data) {
    this.data = data;
    appender.start();
    logger.setAdditive(false);
    Configurator.setLevel(logger, Level.INFO);
    logger.addAppender(appender);
  }

  /** Has to be called before a report can have been forgotten. */
  void read() {
    for (Path file : files("runs")) {
      runs.computeIfAbsent(file.getFileName().toString(), name -> ran(file));
    }
  }

  private static Ran ran(Path file) {
    try {
      JsonNode report = JSON.readTree(Files.readString(file));
      return new Ran(
          Instant.parse(report.path("started").asText()),
          Instant.parse(report.path("finished").asText()),
          report.path("outcome").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files below a folder of the data; empty stands for all of it. */
  List<Path> files(String where) {
    try (Stream<Path> files = Files.walk(data.resolve(where))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> log() {
    return log;
  }

  /** All runs, the earliest first. */
  List<Ran> runs() {
    return List.copyOf(runs.values());
  }

  /** The due times that a run, or a line of the log, accounts for, in order. */
  List<Instant> accountedFor() {
    var times = new ArrayList<Instant>();
    runs.values().forEach(it -> times.add(due(it.started())));
    for (String line : log) {
      Matcher skipped = SKIPPED.matcher(line);
      if (skipped.find()) {
        times.add(Instant.parse(skipped.group(1)));
      }
      Matcher missed = MISSED.matcher(line);
      if (missed.find()) {
        String many = missed.group(1);
        int count = many.startsWith("the") ? 1 : Integer.parseInt(many.split(" ")[0]);
        for (int i = 1; i <= count; i++) {
          times.add(Instant.parse(missed.group(2)).minus(Duration.ofHours(i)));
        }
      }
    }
    return times.stream().sorted().toList();
  }

  /** When a run was due that began then. */
  private static Instant due(Instant started) {
    return started.minus(MINUTE_OF_RUNS).truncatedTo(ChronoUnit.HOURS).plus(MINUTE_OF_RUNS);
  }

  @Override
  public void close() {
    logger.removeAppender(appender);
    logger.setAdditive(true);
    Configurator.setLevel(logger, levelBefore);
  }
}
