package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.world.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What has to be true once nothing is wrong any more: of all problem only words are left.
 *
 * @param data the service's run-time data
 * @param log what all its processes wrote
 */
public record Aftermath(Path data, List<String> log) {
  private static final String STOPPED = "the service was stopped before this";
  private static final List<Region> REGIONS = List.of(BURGOS, CACERES);

  public void isInStep() {
    Map<String, String> wanted = contents(VALLADOLID);
    for (Region region : REGIONS) {
      assertThat(region.names()).as("%s, hidden ones too", region.server()).doesNotHaveDuplicates();
      assertThat(contents(region)).as(region.server()).isEqualTo(wanted);
    }
    assertThat(files("in-flight")).as("in flight").isEmpty();
    assertThat(files("dead-letter")).as("dead letters").isEmpty();
  }

  /** Whatever is wrong with an image shows beside its hash. */
  private static Map<String, String> contents(Region region) {
    var contents = new TreeMap<String, String>();
    for (JsonNode image : region.all()) {
      String state = image.path("status").asText() + image.path("os_hidden").asText();
      contents.put(image.path("name").asText(), state + image.path("os_hash_value").asText());
    }
    return contents;
  }

  private List<Path> files(String where) {
    try (Stream<Path> files = Files.walk(data.resolve(where))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whatever failed in a run that left a report stands in the log as well, with its reason: as a
   * complaint, unless the end of the service is all that is wrong.
   */
  public void isExplained() {
    List<String> complaints =
        log.stream()
            .filter(it -> it.contains(" ERROR ") || it.contains(" WARN ") || it.contains(STOPPED))
            .toList();
    for (Path file : files("runs")) {
      JsonNode report = read(file);
      Stream.of(report.path("regions"), report.path("transfers"))
          .flatMap(it -> StreamSupport.stream(it.spliterator(), false))
          .filter(it -> !it.path("outcome").asText().equals("done"))
          .forEach(
              it -> {
                String region = it.path("region").asText();
                String error = it.path("error").asText();
                assertThat(error).as(it.toString()).isNotBlank();
                assertThat(complaints)
                    .as(it.toString())
                    .anyMatch(line -> line.contains(region) && line.contains(error));
              });
    }
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No image was copied to a region more than once. */
  public void isNothingRepeated() {
    for (Region region : REGIONS) {
      String name = region.server().replace("glance-", "");
      assertThat(
              log.stream()
                  .filter(it -> it.matches("(?i).* %s: upload of .* done.*".formatted(name))))
          .extracting(it -> it.replaceAll(".*upload of (.*?) done.*", "$1"))
          .as(name)
          .isNotEmpty()
          .doesNotHaveDuplicates();
    }
  }
}
