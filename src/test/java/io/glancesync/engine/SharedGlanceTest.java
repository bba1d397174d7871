package io.glancesync.engine;

import static io.glancesync.engine.Targets.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A catalog names one Glance as two regions. */
@Timeout(60)
class SharedGlanceTest {
  @TempDir Path home;
  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private EmbeddedGlance burgos;
  private StartedEngine started;

  @BeforeEach
  void two_names_for_one_glance() {
    EmbeddedKeystone keystone = cloud.keystone("keystone");
    keystone.add(Account.admin("ann", Targets.PASSWORD, "images"));
    EmbeddedGlance master = cloud.glance("Valladolid", keystone);
    for (int i = 0; i < 5; i++) {
      master.add(
          Map.of("name", "image" + i, "visibility", "public", "nid", "1"),
          Content.synthetic(i, 1 << 20));
    }
    burgos = cloud.glance("Burgos", keystone);
    // the same address, written in another way
    keystone.register("image", "Miranda", burgos.url().replace("http://", "HTTP://") + "//");
    started = new StartedEngine(home, Targets.configuration(target("master", keystone.url())));
  }

  @AfterEach
  void end() {
    started.close();
    cloud.close();
  }

  @Test
  void each_image_is_there_once() {
    started.engine().run(new RunRequest(List.of("Burgos", "Miranda"), false, 2));

    assertThat(burgos.images()).hasSize(5);
    assertThat(cloud.traffic().requests())
        .filteredOn(it -> it.operation() == Operation.UPLOAD)
        .hasSize(5);
  }

  @Test
  void a_check_warns_of_it_once() {
    assertThat(started.engine().check(false))
        .filteredOn(it -> it.text().contains("one image endpoint"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(CheckStatus.WARNING);
              assertThat(it.text()).startsWith("Burgos and Miranda have one image endpoint, http");
            });
  }
}
