package io.glancesync.e2e.api;

import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Tokens;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/api.md} tells to type does what it says. */
@EndToEnd
class DocumentedRequestsIT {
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void an_image() {
    World.clear();
    VALLADOLID.image("ubuntu").upload();
    glancesync = new Command(folder).configuredFor("");
  }

  @AfterEach
  void end() {
    glancesync.close();
    World.clear();
  }

  private static String typed(String script, int port) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("bash", "-euc", script).redirectErrorStream(true);
    builder.environment().put("URL", "http://127.0.0.1:" + port);
    builder.environment().put("TOKEN", Tokens.of("keystone-a", "sync").token());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", script, said).isZero();
    return said;
  }

  @Test
  void the_examples_of_the_api_work() throws Exception {
    int port = ApiClient.freePort();
    Command.Running service =
        glancesync
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 0 0 1 1 ? 2098")
            .with("GLANCESYNC_HTTP_PORT", "" + port)
            .start("serve")
            .until("The HTTP API is at");
    var said = new ArrayList<String>();
    for (String script : examples()) {
      said.add(typed(script, port));
    }

    assertThat(said).hasSize(8);
    assertThat(said.get(0)).contains("\"versions\"");
    assertThat(said.get(1)).contains("\"pending_upload\"");
    assertThat(said.get(2)).contains("\"synced\"");
    assertThat(said.get(3)).contains("\"regions\"", "\"cells\"", "\"runs\"");
    assertThat(said.get(4)).contains("\"epoch\"", "\"run.begun\"");
    assertThat(said.get(5))
        .containsPattern("event: stream\n")
        .containsPattern("event: run.begun\nid: \\d+\ndata: \\{");
    assertThat(said.get(6)).contains("\"state\":\"queued\"", "ticket 4711");
    assertThat(said.get(7)).contains("\"reason\":\"storage work\"", "\"paused\":null");
    service.signal("TERM");
    service.result().exits(0);
  }

  private static List<String> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(Path.of("docs/api.md")))
        .results()
        .map(it -> it.group(1))
        .toList();
  }
}
