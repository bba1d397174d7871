package io.glancesync.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** The master region Valladolid and Burgos, in which now and then something happens. */
final class MonthCloud implements AutoCloseable {
  private static final Account ACCOUNT = Account.admin("sync", "secret", "images");
  private static final List<String> NAMES = List.of("alpine", "debian", "fedora", "suse", "ubuntu");

  private final Random random;
  private final EmbeddedOpenStack cloud;
  private final EmbeddedKeystone keystone;
  private final EmbeddedGlance valladolid;
  private final EmbeddedGlance burgos;
  private long contents;

  MonthCloud(Clock clock, Random random) {
    this.random = random;
    cloud = new EmbeddedOpenStack(clock, random);
    keystone = cloud.keystone("keystone");
    keystone.add(ACCOUNT);
    valladolid = cloud.glance("Valladolid", keystone);
    burgos = cloud.glance("Burgos", keystone);
    NAMES.forEach(this::publish);
  }

  private void publish(String name) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("owner", keystone.projectId(ACCOUNT));
    fields.put("visibility", "public");
    valladolid.add(fields, Content.synthetic(++contents, 10_000));
  }

  Configuration configuration(Path folder) throws IOException {
    String password = Base64.getEncoder().encodeToString("secret".getBytes(UTF_8));
    Path file =
        Files.writeString(
            folder.resolve("glancesync.conf"),
            """
            [main]
            master_region = Valladolid
            [master]
            replace = any
            credential = sync,%s,%s,images
            """
                .formatted(password, keystone.url()));
    var surroundings = new Environment(Map.of(), folder, folder, folder);
    return new ConfigurationLoader(surroundings).load(Optional.of(file), List.of()).configuration();
  }

  /** The master has another image under one of its names. */
  void changeMaster() {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    valladolid.images().stream()
        .filter(it -> it.path("name").asText().equals(name))
        .forEach(it -> valladolid.remove(it.path("id").asText()));
    publish(name);
  }

  /** The next upload is refused for good. */
  void refuseUpload() {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(413));
  }

  /** The master's next listing fails, however often it is tried. */
  void loseMaster() {
    cloud.faults().on(Operation.LIST).in("Valladolid").times(9).then(Fault.status(500));
  }

  void burgosGoesDown() {
    burgos.kill();
  }

  /** What was wrong is so no more. */
  void recover() {
    cloud.faults().clear();
    burgos.open();
  }

  /** The next run comes as far as this, and stays there until it is let go. */
  Held hold() {
    var held = new Held(new CountDownLatch(1), new CountDownLatch(1));
    cloud.faults().on(Operation.LIST).in("Burgos").times(1).then(Fault.meanwhile(held::stay));
    return held;
  }

  /** A run that takes as long as a test wants. */
  record Held(CountDownLatch arrived, CountDownLatch released) {
    private void stay() {
      arrived.countDown();
      await(released);
    }

    void awaitArrival() {
      await(arrived);
    }

    void letGo() {
      released.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    cloud.close();
  }
}
