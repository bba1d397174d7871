package io.glancesync.e2e.api;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Tokens;
import io.glancesync.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What the buttons of the status page do. */
@EndToEnd
class PageActsIT {
  @TempDir private Path folder;
  private Browser browser;
  private Command glancesync;
  private Command.Running service;

  @BeforeEach
  void an_image_that_is_too_large_for_burgos() {
    browser = Browser.open();
    World.clear();
    VALLADOLID.image("large").zeros(30_000_000).upload();
    VALLADOLID.image("small").upload();
    BURGOS.backstage().limitRoom(10_000_000);
    int port = ApiClient.freePort();
    glancesync =
        new Command(folder)
            .configuredFor("")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 0 0 1 1 ? 2098")
            .with("GLANCESYNC_HTTP_PORT", "" + port);
    glancesync.run("sync", "Burgos").exits(1);
    service = glancesync.start("serve").until("The HTTP API is at");
    String token = Tokens.of("keystone-a", "sync").token();
    new ApiClient(port, token).synced("Caceres");
    CACERES.clear();
    new ApiClient(port, token).get("/regions/Caceres").is(200);
    browser.go("http://127.0.0.1:%d/page".formatted(port));
    browser.click("#token");
    browser.type(token, Keys.ENTER);
    browser.awaitText("#live", "live");
  }

  @AfterEach
  void end() {
    assertThat(browser.complaints()).isEmpty();
    BURGOS.backstage().unlimitRoom();
    service.signal("TERM");
    service.result().exits(0);
    glancesync.close();
    browser.close();
  }

  @Test
  void one_image_of_one_region_is_synced() {
    browser.click("[aria-label='small in Caceres: pending_upload']");
    browser.awaitText("#detail", "small in Caceres");
    browser.click("#detail .buttons .main");
    browser.await("the image", () -> CACERES.names().contains("small"));
    assertThat(CACERES.names()).containsExactly("small");
  }

  @Test
  void a_run_is_asked_for_and_a_dry_run_changes_nothing() {
    browser.click(".bar .acts button:not(.main)");
    browser.awaitText("#ask", "Dry run");
    browser.click("#ask input[name=note]");
    browser.type("to see", Keys.ENTER);
    browser.awaitText(".note", "Dry run: asked for");
    browser.await("the run's end", () -> browser.all("#runs tbody tr").size() >= 3);
    assertThat(CACERES.names()).isEmpty();

    browser.click(".bar .acts .main");
    browser.awaitText("#ask", "run now");
    browser.replace("#ask input[name=regions]", "Caceres");
    browser.type(Keys.ENTER);
    browser.await("the images", () -> CACERES.names().size() == 2);
  }

  @Test
  void a_letter_is_retried() {
    BURGOS.backstage().unlimitRoom();
    browser.click("[aria-label='retry large in Burgos']");
    browser.await("the image", () -> BURGOS.names().contains("large"));
    browser.awaitText("#letters", "None.");
  }

  @Test
  void a_letter_is_discarded_only_after_a_question() {
    browser.click("[aria-label='discard large in Burgos']");
    browser.awaitText("#ask", "cannot be undone");
    browser.type(Keys.ESCAPE);
    browser.await("no question", () -> browser.all("#ask[open]").isEmpty());
    assertThat(glancesync.run("dead-letters", "list").exits(0).out()).contains("large");

    browser.click("[aria-label='discard large in Burgos']");
    browser.awaitText("#ask", "cannot be undone");
    browser.click("#ask button.bad");
    browser.awaitText("#letters", "None.");
    assertThat(glancesync.run("dead-letters", "list").exits(0).out()).doesNotContain("large");
  }

  @Test
  void a_schedule_and_a_region_pause_and_resume() {
    browser.click("[aria-label='pause hourly']");
    browser.awaitText("#ask", "Pause hourly");
    browser.type("storage work", Keys.ENTER);
    browser.await("resume", () -> !browser.all("[aria-label='resume hourly']").isEmpty());
    browser.click("[aria-label='resume hourly']");
    browser.await("pause", () -> !browser.all("[aria-label='pause hourly']").isEmpty());

    browser.click("#matrix thead th:nth-child(3) button");
    browser.awaitText("#detail .buttons", "pause");
    browser.click("#detail .buttons button:nth-of-type(2)");
    browser.awaitText("#ask", "Pause ");
    browser.type("storage work", Keys.TAB, "1", Keys.ENTER);
    browser.awaitText("#detail .buttons", "resume");
  }
}
