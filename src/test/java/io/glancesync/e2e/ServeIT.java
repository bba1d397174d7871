package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service: runs on schedule, one at a time, and a good end. */
@EndToEnd
class ServeIT {
  private static final String NEVER = "0 0 0 1 1 ? 2098";
  private static final String EACH_SECOND = "* * * * * ?";
  private static final int LARGE = 150_000_000;

  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void an_image_in_the_master_region_alone() {
    World.clear();
    VALLADOLID.image("ubuntu").upload();
    glancesync = new Command(folder).configuredFor("replace = any");
    cron(EACH_SECOND);
  }

  @AfterEach
  void make_room() {
    glancesync.close();
    World.uploadsTakeNoTime();
    World.clear();
  }

  private void cron(String cron) {
    glancesync.with("GLANCESYNC_SCHEDULE_HOURLY_CRON", cron);
  }

  private void regions(String words) {
    glancesync.with("GLANCESYNC_SCHEDULE_HOURLY_REGIONS", words);
  }

  private static Command.Result ended(Command.Running service) {
    service.signal("TERM");
    return service.result().exits(0);
  }

  @Test
  void a_run_begins_whenever_it_is_due() throws IOException {
    Command.Running service = glancesync.start("serve").until("ended, changed");
    assertThat(BURGOS.names()).containsExactly("ubuntu");
    assertThat(CACERES.names()).containsExactly("ubuntu");

    VALLADOLID.image("debian").upload();
    service.until("ended, changed", 2);

    assertThat(BURGOS.names()).containsExactly("debian", "ubuntu");
    Command.Result result = ended(service);
    assertThat(result.err()).contains("no run so far; the next is due at 2", "told to end");
    // on a slow machine a run may take longer than the second that it has, and be told to end
    assertThat(result.complaints())
        .allMatch(
            it ->
                it.contains("WARN  schedule hourly")
                    || it.contains("stopped before")
                    || it.contains("WARN  preferable_order: there is no region Nowhere"));
    assertThat(reports()).isNotEmpty().allMatch(it -> it.contains("\"dry_run\": false"));
  }

  private List<String> reports() throws IOException {
    try (Stream<Path> files = Files.list(glancesync.data().resolve("runs"))) {
      return files.map(ServeIT::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void only_the_regions_of_the_schedule_are_dealt_with() {
    regions("Caceres, other:");
    Command.Running service = glancesync.start("serve").until("ended, changed");
    ended(service);

    assertThat(BURGOS.names()).isEmpty();
    assertThat(CACERES.names()).containsExactly("ubuntu");
    assertThat(World.MADRID.names()).containsExactly("ubuntu");
  }

  @Test
  void a_second_service_with_the_same_data_refuses_to_start() {
    cron(NEVER);
    Command.Running service = glancesync.start("serve").until("is serving");

    assertThat(glancesync.run("serve").exits(1).err())
        .contains("Another service is running", "serve.lock");
    ended(service);
  }

  @Test
  void what_it_cannot_work_with_is_no_good_end() throws IOException {
    cron(NEVER);
    Path file = Files.writeString(folder.resolve("no-folder"), "");
    glancesync.with("GLANCESYNC_VAR", file.toString());
    assertThat(glancesync.run("serve").exits(1).err()).contains("no-folder");
  }

  @Test
  void a_time_that_never_comes_does_not_end_it() {
    for (String never : List.of("0 0 0 1 1 ? 2020", "0 30 2 31 2 ?")) {
      cron(never);
      Command.Running service = glancesync.start("serve").until("schedule hourly is left out");
      assertThat(glancesync.run("check").out())
          .containsPattern("warn +schedule hourly +.*it is never due");
      ended(service);
    }
  }

  @Test
  void what_it_cannot_read_of_the_past_does_not_end_it() throws IOException {
    Files.createDirectories(glancesync.data());
    Files.writeString(glancesync.data().resolve("schedules.json"), "[[[[");
    assertThat(glancesync.run("check").out()).containsPattern("warn +files +.*schedules.json");

    Command.Running service = glancesync.start("serve").until("ended, changed");

    assertThat(ended(service).err()).contains("schedules.json", "it is set aside as");
  }

  @Test
  void any_signal_that_asks_for_its_end_is_a_good_one() {
    cron(NEVER);
    for (String signal : List.of("HUP", "INT", "TERM")) {
      Command.Running service = glancesync.start("serve").until("is serving");
      service.signal(signal);
      assertThat(service.result().exits(0).err()).as(signal).contains("nothing is left open");
    }
  }

  @Test
  void a_run_that_is_due_while_another_is_under_way_is_skipped() {
    World.uploadsTakeTheirTime();
    VALLADOLID.image("large").zeros(LARGE).upload();
    Command.Running service =
        glancesync.forLargeImages().start("serve").until("is skipped: Another run is under way");

    ended(service.until("ended, changed"));
    assertThat(BURGOS.names()).containsExactly("large", "ubuntu");
  }

  @Test
  void a_run_that_was_missed_is_made_up_for() throws InterruptedException {
    ended(glancesync.start("serve").until("ended, changed"));
    VALLADOLID.image("debian").upload();
    // only the latest due time is a run's own: it says so of those before
    TimeUnit.SECONDS.sleep(3);

    Command.Running service = glancesync.start("serve");

    service.until("never began; this one makes up for it").until("ended, changed");
    ended(service);
    assertThat(BURGOS.names()).containsExactly("debian", "ubuntu");
  }

  @Test
  void what_is_on_its_way_goes_on_when_the_service_is_told_to_end() {
    World.uploadsTakeTheirTime();
    VALLADOLID.image("large").zeros(LARGE).upload();
    regions("Burgos");
    Command.Running service = glancesync.forLargeImages().start("serve");
    Watch.untilSaving(BURGOS, "large");

    Command.Result result = ended(service);

    assertThat(result.err()).contains("told to end", "ended; nothing is left open");
    assertThat(BURGOS.only("large").path("status").asText()).isEqualTo("active");
    assertThat(BURGOS.visible()).hasSize(2);
    assertThat(glancesync.data().resolve("in-flight")).isEmptyDirectory();
  }

  @Test
  void what_takes_too_long_is_left_to_the_next_run() {
    World.uploadsTakeTheirTime();
    VALLADOLID.image("large").zeros(LARGE).upload();
    regions("Burgos");
    glancesync.forLargeImages().with("GLANCESYNC_SHUTDOWN_TIMEOUT", "0s");
    Command.Running service = glancesync.start("serve");
    Watch.untilSaving(BURGOS, "large");

    assertThat(ended(service).err()).contains("the next run finishes or undoes");
    assertThat(glancesync.data().resolve("in-flight")).isNotEmptyDirectory();

    ended(glancesync.start("serve").until("ended, "));
    assertThat(BURGOS.names()).containsExactly("large", "ubuntu");
    assertThat(BURGOS.visible()).hasSize(2);
  }

  @Test
  void what_is_edited_in_the_configuration_counts_from_the_next_run_on() {
    Command.Running service = glancesync.start("serve").until("ended, changed");
    VALLADOLID.image("debian").upload();
    glancesync.configuredFor("replace = any", "metadata_condition = image.name == 'suse'");
    service.until("it applies from the next run on");
    int before = (int) service.log().filter(it -> it.contains("ended, ")).count();
    service.until("ended, ", before + 2);
    assertThat(World.BURGOS.names()).doesNotContain("suse");
    VALLADOLID.image("suse").upload();
    service.until("upload of suse done", 2);

    glancesync.configuredFor("replace = any", "metadata_condition = image.name ==");
    service.until("until then the last good configuration applies");
    VALLADOLID.delete(VALLADOLID.only("suse").path("id").asText());
    VALLADOLID.image("suse").content("another").upload();
    service.until("replace of suse done", 2);

    assertThat(ended(service).err()).contains("glancesync.conf", "metadata_condition");
  }

  @Test
  void check_says_when_runs_ended_and_when_they_are_due() {
    assertThat(glancesync.run("check").out()).contains("schedule hourly", "no run so far");

    cron("0 0 * ? * *");
    Command.Running service = glancesync.start("serve").until("is serving");
    assertThat(glancesync.run("check").out()).containsPattern("hourly.*the next is due at");
    ended(service);

    cron(EACH_SECOND);
    ended(glancesync.start("serve").until("ended, changed"));
    assertThat(glancesync.run("check").out())
        .containsPattern("hourly.*run .* ended at .*; the service is not running");
  }
}
