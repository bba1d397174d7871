package io.glancesync.store.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.LimitedJson;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.ReportJson;
import io.glancesync.file.SetAside;
import io.glancesync.schedule.Schedule;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.ScheduleState;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of each schedule, in one small JSON file. */
public final class FileScheduleHistory implements ScheduleHistory {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.schedule");
  private static final ObjectMapper JSON = LimitedJson.mapper().build();

  private final Path file;

  /** States that could not be written; this service still knows them. */
  private final Map<String, ScheduleState> unwritten = new TreeMap<>();

  /**
   * @param file the file, which is made when it is first needed
   */
  public FileScheduleHistory(Path file) {
    this.file = file;
  }

  @Override
  public synchronized Optional<ScheduleState> of(Schedule schedule) {
    if (unwritten.containsKey(schedule.name())) {
      return Optional.of(unwritten.get(schedule.name()));
    }
    try {
      return Optional.ofNullable(read().get(schedule.name()));
    } catch (UnreadableHistory e) {
      // the next write reports it
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> problem() {
    try {
      read();
      return Optional.empty();
    } catch (UnreadableHistory e) {
      return Optional.of(
          "%s, which says what became of the schedules, cannot be understood (%s); the service sets it aside, and goes on as if all schedules were new"
              .formatted(file, e.getMessage()));
    }
  }

  @Override
  public boolean isBegun() {
    return Files.exists(file);
  }

  @Override
  public synchronized void note(Schedule schedule, ScheduleState scheduleState) {
    unwritten.put(schedule.name(), scheduleState);
    try {
      Map<String, ScheduleState> all = readOrAnew();
      all.putAll(unwritten);
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      all.forEach((name, it) -> node.set(name, node(it)));
      PrivateFolder.make(file.toAbsolutePath().getParent());
      AtomicFile.write(file, ReportJson.text(node));
      unwritten.clear();
    } catch (IOException e) {
      LOG.error(
          "Tried to note in {} what became of the schedule {}, but {}; make room there, or make it writable. The service goes on, but one that starts before this is noted may do runs again, or not make up for them",
          file,
          schedule.name(),
          FileErrors.text(e));
    }
  }

  private Map<String, ScheduleState> readOrAnew() throws IOException {
    try {
      return new TreeMap<>(read());
    } catch (UnreadableHistory e) {
      setAside(e);
      return new TreeMap<>();
    }
  }

  private static ObjectNode node(ScheduleState scheduleState) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("handled", "" + scheduleState.handled());
    scheduleState
        .last()
        .ifPresent(
            it ->
                node.put("run", it.run())
                    .put("ended", "" + it.ended())
                    .put("outcome", it.outcome()));
    node.put("skipped", scheduleState.skipped());
    scheduleState.why().ifPresent(it -> node.put("why", it));
    return node;
  }

  private static final class UnreadableHistory extends Exception {
    private UnreadableHistory(String reason) {
      super(reason);
    }
  }

  private Map<String, ScheduleState> read() throws UnreadableHistory {
    String text = "";
    try {
      text = LimitedFile.state(file);
      JsonNode root = JSON.readTree(text);
      if (!root.isObject()) {
        throw new UnreadableHistory(root.isMissingNode() ? "it is empty" : "it is no JSON object");
      }
      var all = new TreeMap<String, ScheduleState>();
      root.properties().forEach(it -> all.put(it.getKey(), past(it.getValue())));
      return all;
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (JsonProcessingException e) {
      throw new UnreadableHistory(JsonErrors.of(text, e));
    } catch (CharacterCodingException e) {
      throw new UnreadableHistory("it is not UTF-8");
    } catch (DateTimeException e) {
      throw new UnreadableHistory("it has an invalid time");
    } catch (IOException e) {
      throw new UnreadableHistory(FileErrors.reason(e));
    }
  }

  /** Sets the file aside, because a person may want to see its content. A new file is made. */
  private void setAside(UnreadableHistory error) throws IOException {
    Path aside = SetAside.to(file.toAbsolutePath().getParent(), file, ".unreadable");
    LOG.warn(
        "Tried to read {}, which says what became of the schedules, but {}; it is set aside as {}. All schedules go on as if they were new: what was due before is not made up for",
        file,
        error.getMessage(),
        aside);
  }

  private static ScheduleState past(JsonNode node) {
    return new ScheduleState(
        Instant.parse(node.path("handled").asText()),
        node.has("run")
            ? Optional.of(
                new ScheduleState.LastRun(
                    node.path("run").asText(),
                    Instant.parse(node.path("ended").asText()),
                    node.path("outcome").asText()))
            : Optional.empty(),
        node.path("skipped").asInt(),
        Optional.ofNullable(node.get("why")).map(JsonNode::asText));
  }
}
