package io.glancesync.routes;

import static io.glancesync.deadletter.Letters.letterOf;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.to;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.deadletter.Retry;
import io.glancesync.error.BusyException;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.run.Confirmation;
import io.glancesync.run.ImageScope;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code routes/35-dead-letter.camel.yaml}. */
class DeadLetterTest extends RouteTest {
  private static final int LIMIT = 10;
  private static final Image UBUNTU = anImage("ubuntu").build();
  private static final DeadLetter LETTER = letterOf(uploadOf(UBUNTU));

  private DeadLetterStore store() {
    return bean("deadLetterStore", DeadLetterStore.class);
  }

  /** A letter in the folder of those that are to be retried. */
  private void requestRetry() {
    store().put(LETTER, LIMIT);
    store().request(List.of(LETTER));
  }

  @Test
  void a_dead_letter_is_stored() {
    Exchange done = send("keep-dead-letter", LETTER, Map.of());

    assertThat(done.getException()).isNull();
    assertThat(store().all()).containsExactly(LETTER);
  }

  @Test
  void a_folder_that_cannot_be_written_is_logged_and_stops_no_run() throws Exception {
    Path folder = Path.of(store().place());
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "a file");

    List<String> lines =
        logged(
            "glancesync.dead-letter",
            () -> assertThat(send("keep-dead-letter", LETTER, Map.of()).getException()).isNull());

    assertThat(lines).singleElement().asString().contains(LETTER.id(), "could not be kept");
  }

  @Test
  void only_the_letters_of_the_region_that_are_done_or_not_needed_are_closed() {
    DeadLetter elsewhere = letterOf(to(RegionName.of("Leon"), uploadOf(UBUNTU)));
    DeadLetter open = letterOf(uploadOf(anImage("debian").build()));
    List.of(LETTER, elsewhere, open).forEach(it -> store().put(it, LIMIT));
    signedIn("master", "Burgos", "Valladolid");
    Run run = begun(false);
    planner().masterListed(run, List.of(UBUNTU, anImage("debian").build()));
    planner().plan(run, BURGOS, List.of(anImage("ubuntu").in("burgos")));

    send("close-dead-letters", null, Map.of("run", run, "region", BURGOS));

    assertThat(store().all()).containsExactlyInAnyOrder(elsewhere, open);
  }

  @Test
  void old_letters_are_warned_of_and_new_ones_are_not() {
    store().put(letterOf(uploadOf(UBUNTU), Instant.now()), LIMIT);

    assertThat(warnings()).isEmpty();

    Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
    store().put(letterOf(uploadOf(anImage("debian").build()), longAgo), LIMIT);

    assertThat(warnings()).singleElement().asString().contains("1 dead letter is older");
  }

  private List<String> warnings() {
    return logged("glancesync.dead-letter", () -> send("warn-of-old-dead-letters", null, Map.of()));
  }

  @Test
  void a_retry_is_a_run_about_its_letters_alone_which_are_put_back_then() throws Exception {
    requestRetry();
    RunReport report = report("run-2");
    mock("retry-dead-letters", Map.of("run", it -> it.getMessage().setBody(report)));
    called("run")
        .expectedBodiesReceived(
            new RunRequest(
                    List.of("Burgos"),
                    false,
                    1,
                    Set.of(Confirmation.FAILED_BEFORE),
                    new ImageScope.OfRegions(Map.of(BURGOS, Set.of("ubuntu"))),
                    true)
                .begunBy("dead-letters retry by root@host"));

    Exchange done =
        send("retry-dead-letters", new Retry(List.of(LETTER), true).begunBy("root@host"), Map.of());

    called("run").assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo(report);
    assertThat(store().requested()).isEmpty();
    assertThat(store().all()).containsExactly(LETTER);
  }

  @Test
  void the_service_retries_what_lies_in_the_retry_folder_and_nothing_else() throws Exception {
    mockStarted("poll-retry-folder", Map.of("retry-dead-letters", it -> {}));
    called("retry-dead-letters").expectedBodiesReceived(new Retry(List.of(LETTER), false));

    send("poll-retry-folder", null, Map.of());
    store().put(LETTER, LIMIT);
    send("poll-retry-folder", null, Map.of());
    requestRetry();
    send("poll-retry-folder", null, Map.of());

    called("retry-dead-letters").assertIsSatisfied();
  }

  @Test
  void letters_stay_in_the_retry_folder_while_another_run_is_under_way() throws Exception {
    requestRetry();
    mockStarted(
        "poll-retry-folder",
        Map.of(
            "retry-dead-letters",
            it -> {
              throw new BusyException("another run is under way", "wait");
            }));

    Exchange done = send("poll-retry-folder", null, Map.of());

    assertThat(done.getException()).isNull();
    assertThat(store().requested()).containsExactly(LETTER);
  }
}
