package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Operation;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file of images_dir is only a shortcut: one that is of no use costs a download and nothing else.
 */
@Timeout(60)
class ImagesDirTest {
  private static final int SIZE = 3 << 20;

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private Path file;

  @BeforeEach
  void an_image_with_a_file() throws IOException {
    cloud.master("ubuntu", SIZE);
    Path folder = Files.createDirectory(home.resolve("images"));
    file = folder.resolve(cloud.valladolid.images().get(0).path("id").asText());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private void run(int retries) {
    try (var started =
        new StartedEngine(
            home,
            Targets.configuration(file.getParent(), cloud.target()),
            UnaryOperator.identity(),
            Map.of("glancesync.retry.max-retries", "" + retries))) {
      RunReport report = started.engine().run(new RunRequest(List.of(), false, 1));
      assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.CHANGED);
      assertThat(report.transfers()).singleElement().matches(it -> it.attempts() <= 2);
    }
    assertThat(cloud.copies())
        .singleElement()
        .matches(it -> it.path("status").asText().equals("active"))
        .matches(it -> !it.path("os_hidden").asBoolean());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void a_file_of_other_content_is_left_and_the_image_is_downloaded(int retries) throws IOException {
    byte[] other = new byte[SIZE];
    other[0] = 1;
    Files.write(file, other);

    run(retries);

    assertThat(cloud.times(Operation.DOWNLOAD, "Valladolid")).hasSize(1);
    // nothing of what was wrong was sent
    assertThat(cloud.times(Operation.UPLOAD, "Burgos")).hasSize(1);
    assertThat(file).hasBinaryContent(other);
  }
}
