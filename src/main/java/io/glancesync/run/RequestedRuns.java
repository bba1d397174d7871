package io.glancesync.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.glancesync.error.RefusedException;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedJson;
import io.glancesync.file.ReportJson;
import io.glancesync.report.RunReport;
import io.glancesync.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs that a route of a user requests, as JSON or as text. */
public final class RequestedRuns {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.request");

  private static final String REMEDY =
      "send JSON such as {\"regions\": [\"Burgos\"], \"images\": [\"prod_*\"], \"dry_run\": true}, or names of regions";

  private static final JsonMapper MAPPER =
      LimitedJson.mapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** Who began such a run: the program that the route received the request from is not known. */
  static final String BEGUN_BY = "a route";

  /** Characters. */
  private static final int LONGEST = 65_536;

  private static final Pattern LINE = Pattern.compile("(regions|images|dry_run)\\s*:\\s*(.*)");

  /** As opposed to a target without a region, such as {@code other:}. */
  private static final Pattern UNKNOWN_KEY = Pattern.compile("[\\w-]+\\s*:\\s+\\S");

  private final IntSupplier parallel;

  /**
   * @param parallel how many regions such a run works on at the same time
   */
  public RequestedRuns(IntSupplier parallel) {
    this.parallel = parallel;
  }

  /** What a request asks for; missing ones mean all regions, all images, and no dry run. */
  private record Asked(List<String> regions, List<String> images, Boolean dry_run) {}

  /**
   * Reads a request.
   *
   * @param body a JSON object; or lines of text, each with a key and its values, or with names of
   *     regions. An empty one is refused: it may be a file that is only being written
   * @throws RefusedException if it is neither
   */
  public RunRequest read(String body) {
    String text = body == null ? "" : body.strip();
    if (text.isEmpty()) {
      throw refused("it is empty; {} asks for a run over everything");
    }
    if (text.length() > LONGEST) {
      throw refused("it has more than %d characters".formatted(LONGEST));
    }
    Asked asked = text.startsWith("{") ? ofJson(text) : ofText(text);
    return new RunRequest(
            nonNull(asked.regions()),
            Boolean.TRUE.equals(asked.dry_run()),
            parallel.getAsInt(),
            Set.of(),
            ImageScope.matching(nonNull(asked.images()), List.of()),
            false)
        .begunBy(BEGUN_BY);
  }

  private static List<String> nonNull(List<String> words) {
    List<String> all = words == null ? List.of() : words;
    if (words != null && words.isEmpty()) {
      throw refused("a list is empty; leave it out for all");
    }
    if (all.stream().anyMatch(it -> it == null || it.isBlank())) {
      throw refused("an entry of a list is empty");
    }
    return all;
  }

  private static Asked ofJson(String text) {
    try {
      return MAPPER.readValue(text, Asked.class);
    } catch (JsonProcessingException e) {
      throw refused(JsonErrors.of(text, e));
    }
  }

  private static Asked ofText(String text) {
    var regions = new ArrayList<String>();
    var images = new ArrayList<String>();
    boolean dryRun = false;
    for (String line : text.lines().map(String::strip).toList()) {
      var matcher = LINE.matcher(line);
      boolean isKey = matcher.matches();
      if (!isKey && UNKNOWN_KEY.matcher(line).lookingAt()) {
        throw refused("the key in '%s' is unknown".formatted(line));
      }
      String key = isKey ? matcher.group(1) : "regions";
      String value = isKey ? matcher.group(2) : line;
      if (isKey && split(value, "[,\\s]").isEmpty()) {
        throw refused(key + " has no value; leave the line out for all");
      }
      switch (key) {
        // the name of an image may contain blanks
        case "images" -> images.addAll(split(value, ","));
        case "dry_run" -> dryRun = flag(value);
        default -> regions.addAll(split(value, "[,\\s]"));
      }
    }
    return new Asked(regions.isEmpty() ? null : regions, images.isEmpty() ? null : images, dryRun);
  }

  private static boolean flag(String value) {
    return Optional.ofNullable(Map.of("true", true, "false", false).get(value))
        .orElseThrow(() -> refused("dry_run is neither true nor false"));
  }

  private static List<String> split(String value, String separator) {
    return Arrays.stream(value.split(separator))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static RefusedException refused(String reason) {
    return new RefusedException(
        "Tried to read the requested run, but " + Printable.of(reason), REMEDY);
  }

  /** Logs the end of a run, and returns its report as JSON. */
  public String ended(RunReport report) {
    String text =
        "requested %s %s ended, %s"
            .formatted(report.dryRun() ? "dry run" : "run", report.run(), report.outcomeText());
    if (report.outcome() == RunReport.RunOutcome.FAILED) {
      LOG.error("{}", text);
    } else {
      LOG.info("{}", text);
    }
    return ReportJson.text(report);
  }

  /** Logs why a requested run did not take place, and returns that as JSON. */
  public String refused(Exception error) {
    LOG.error("{}", error.getMessage());
    return ReportJson.text(JsonNodeFactory.instance.objectNode().put("error", error.getMessage()));
  }
}
