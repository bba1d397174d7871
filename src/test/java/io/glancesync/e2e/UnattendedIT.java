package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.fault.Aftermath;
import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service on a host that nobody looks at: whatever happens around it, or to it, all is in step
 * once the cause is gone, and nobody had to help. {@code -Dunattended.outage} says for how many
 * seconds a region is down, {@code -Dunattended.seed} at which moments the service dies.
 */
@EndToEnd
class UnattendedIT {
  private static final int LARGE = 150_000_000;
  private static final long OUTAGE = Long.getLong("unattended.outage", 8);
  private static final long SEED = Long.getLong("unattended.seed", System.nanoTime() % 1_000_000);
  private static final int DEATHS = 10;
  private static final String IN_STEP = "ended, in_sync";

  @TempDir private Path folder;
  private Command glancesync;
  private final List<Command.Running> processes = new ArrayList<>();

  @BeforeEach
  void images_that_take_their_time() {
    World.clear();
    World.uploadsTakeTheirTime();
    VALLADOLID.image("small").upload();
    VALLADOLID.image("large").zeros(LARGE).upload();
    processes.clear();
    glancesync =
        new Command(folder)
            .forLargeImages()
            .configuredFor("replace = any")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "* * * * * ?")
            .with("GLANCESYNC_REGION_OUTAGE_TIMEOUT", "120s")
            .with("GLANCESYNC_REGION_PROBE_INTERVAL", "300ms");
  }

  @AfterEach
  void as_before() {
    processes.forEach(it -> it.signal("KILL"));
    World.uploadsTakeNoTime();
    World.clear();
  }

  private Command.Running serve() {
    Command.Running service = glancesync.start("serve");
    processes.add(service);
    return service.until("is serving");
  }

  private List<String> log() {
    return processes.stream().flatMap(Command.Running::log).toList();
  }

  /** The last process gets all in step, and leaves nothing behind. */
  private Aftermath aftermath(Command.Running service) {
    int before = (int) service.log().filter(it -> it.contains(IN_STEP)).count();
    service.until(IN_STEP, before + 1);
    service.signal("TERM");
    service.result().exits(0);
    var aftermath = new Aftermath(glancesync.data(), log());
    aftermath.isInStep();
    aftermath.isExplained();
    aftermath.isNothingRepeated();
    return aftermath;
  }

  private static List<String> complaints(Aftermath aftermath, String about) {
    return aftermath.log().stream()
        .filter(it -> it.contains(" WARN ") || it.contains(" ERROR "))
        .filter(it -> it.contains(about))
        .toList();
  }

  @Test
  void a_glance_is_killed_in_the_middle_of_an_upload() {
    Command.Running service = serve();
    Watch.untilSaving(BURGOS, "large");
    World.kill(BURGOS.server());
    try {
      service.until("its transfers wait for it");
      service.until("Caceres: done");
    } finally {
      World.start(BURGOS.server());
    }

    assertThat(complaints(aftermath(service), "Tried whether Burgos answers")).isNotEmpty();
    assertThat(log()).anyMatch(it -> it.contains("Burgos answers again"));
  }

  @Test
  void keystone_is_killed_during_a_run() {
    String refused = World.property(BURGOS.keystone() + ".url").replace("/v3", " failed");
    World.tokensLast(Duration.ofSeconds(5));
    try {
      Command.Running service = serve();
      Watch.untilSaving(BURGOS, "large");
      World.kill(BURGOS.keystone());
      try {
        service.until(refused);
      } finally {
        World.start(BURGOS.keystone());
      }

      assertThat(complaints(aftermath(service), refused)).isNotEmpty();
    } finally {
      World.tokensLast(Duration.ofHours(1));
    }
  }

  @Test
  void the_service_itself_is_killed_at_random_moments() throws Exception {
    var random = new Random(SEED);
    System.out.printf("unattended: -Dunattended.seed=%d%n", SEED);
    int interrupted = 0;
    try (Watch burgos = Watch.of(BURGOS)) {
      for (int death = 0; death < DEATHS; death++) {
        VALLADOLID.image("image-" + death).zeros(LARGE / 5 + death).upload();
        Command.Running service = serve();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(4000));
        service.signal("KILL");
        service.result().exits(137);
        interrupted += isSomethingInFlight() ? 1 : 0;
      }
      Aftermath aftermath = aftermath(serve());
      System.out.printf("unattended: %d of %d deaths in a transfer%n", interrupted, DEATHS);
      assertThat(burgos.seen()).as("never half an image").hasSize(DEATHS + 2);
      assertThat(aftermath.log()).anyMatch(it -> it.contains("makes up for"));
    }
  }

  private boolean isSomethingInFlight() throws Exception {
    Path inFlight = glancesync.data().resolve("in-flight");
    if (!Files.isDirectory(inFlight)) {
      return false;
    }
    try (Stream<Path> files = Files.list(inFlight)) {
      return files.findAny().isPresent();
    }
  }

  @Test
  void tokens_last_for_five_seconds() {
    World.tokensLast(Duration.ofSeconds(5));
    try {
      VALLADOLID.image("larger").zeros(550_000_000).upload();
      Command.Running service = serve();

      assertThat(complaints(aftermath(service), "Tried to")).isEmpty();
    } finally {
      World.tokensLast(Duration.ofHours(1));
    }
  }

  @Test
  void a_store_is_full_for_a_while() {
    BURGOS.backstage().limitRoom(LARGE / 3);
    Command.Running service;
    try {
      service = serve().until("Tried to copy large to Burgos", 2);
      assertThat(glancesync.run("dead-letters", "list").exits(0).out()).contains("Burgos", "large");
    } finally {
      BURGOS.backstage().unlimitRoom();
    }

    Aftermath aftermath = aftermath(service);

    assertThat(complaints(aftermath, "Tried to copy large to Burgos")).hasSizeGreaterThan(1);
    assertThat(log())
        .anyMatch(it -> it.contains("(upload of large in Burgos) closed: in step since run"));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void a_region_is_down_for_longer_than_anybody_waits() throws InterruptedException {
    glancesync.with("GLANCESYNC_REGION_OUTAGE_TIMEOUT", "3s");
    Command.Running service = serve();
    Watch.untilSaving(CACERES, "large");
    World.kill(CACERES.server());
    try {
      service.until("put off");
      VALLADOLID.image("later").upload();
      TimeUnit.SECONDS.sleep(OUTAGE);
      assertThat(BURGOS.names()).contains("later");
    } finally {
      World.start(CACERES.server());
    }

    Aftermath aftermath = aftermath(service);

    assertThat(complaints(aftermath, "Tried to list the images of Caceres")).isNotEmpty();
  }
}
