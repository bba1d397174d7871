package io.glancesync.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.FileTrouble;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.LimitedJson;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.ReportJson;
import io.glancesync.openstack.RefusedException;
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

/**
 * What became of each schedule, in one small JSON file, so that a service that starts again knows
 * what it missed. Only a service writes it, and only one works at a time.
 */
public final class ScheduleBook {
  private static final ObjectMapper JSON = LimitedJson.mapper().build();

  private final Path file;

  /**
   * @param file is made when it is first needed
   */
  public ScheduleBook(Path file) {
    this.file = file;
  }

  /** Empty for a schedule that no service has looked after yet. */
  public Optional<Past> of(Schedule schedule) {
    return Optional.ofNullable(read().get(schedule.name()));
  }

  /** Whether a service was ever at work here. */
  boolean isBegun() {
    return Files.exists(file);
  }

  void note(Schedule schedule, Past past) {
    Map<String, Past> all = read();
    all.put(schedule.name(), past);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    all.forEach((name, it) -> node.set(name, node(it)));
    try {
      PrivateFolder.make(file.toAbsolutePath().getParent());
      AtomicFile.write(file, ReportJson.text(node));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to note what became of a schedule, but %s; make room there, or make it writable"
              .formatted(FileTrouble.text(e)),
          e);
    }
  }

  private static ObjectNode node(Past past) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("handled", "" + past.handled());
    past.last()
        .ifPresent(
            it ->
                node.put("run", it.run())
                    .put("ended", "" + it.ended())
                    .put("outcome", it.outcome()));
    node.put("skipped", past.skipped());
    past.why().ifPresent(it -> node.put("why", it));
    return node;
  }

  private Map<String, Past> read() {
    var all = new TreeMap<String, Past>();
    try {
      JsonNode root = JSON.readTree(LimitedFile.state(file));
      root.properties().forEach(it -> all.put(it.getKey(), past(it.getValue())));
      return all;
    } catch (NoSuchFileException e) {
      return all;
    } catch (JsonProcessingException
        | CharacterCodingException
        | DateTimeException
        | IllegalArgumentException e) {
      throw new RefusedException(
          "Tried to read %s, which says what became of the schedules, but it cannot be understood; correct it, or delete it to begin anew"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to read what became of the schedules, but %s; make it readable"
              .formatted(FileTrouble.text(e)),
          e);
    }
  }

  private static Past past(JsonNode node) {
    return new Past(
        Instant.parse(node.path("handled").asText()),
        node.has("run")
            ? Optional.of(
                new Past.LastRun(
                    node.path("run").asText(),
                    Instant.parse(node.path("ended").asText()),
                    node.path("outcome").asText()))
            : Optional.empty(),
        node.path("skipped").asInt(),
        Optional.ofNullable(node.get("why")).map(JsonNode::asText));
  }
}
