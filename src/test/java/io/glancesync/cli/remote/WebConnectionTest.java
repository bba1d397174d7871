package io.glancesync.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.credential.Tls;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebConnectionTest {
  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /** Java would wait for it when the process exits. */
  @Test
  void no_thread_of_it_is_left() {
    Set<Thread> before = threads();
    var web = new WebConnection(new Tls(Optional.empty(), false), Duration.ofSeconds(1));
    Set<Thread> its = threads();
    its.removeAll(before);
    assertThat(its).isNotEmpty();

    web.close();

    assertThat(its).noneMatch(Thread::isAlive);
  }
}
