package io.glancesync.world;

import java.time.Duration;
import java.util.Map;

/** An OpenStack for the tests: two Keystones, four Glances, and power over them. */
interface Backing {
  /**
   * Addresses, accounts and secrets: {@code keystone-a.url}, {@code keystone-a.user.sync.password},
   * {@code glance-burgos.url} and so on, with the keys of the testbed's {@code testbed.properties}.
   */
  Map<String, String> settings();

  /** Starts a server that was stopped or killed; it answers when this returns. */
  void start(String server);

  /** Ends a server in an orderly way. */
  void stop(String server);

  /** Ends a server as a crash would: connections break, nothing is cleared up. */
  void kill(String server);

  /** How long the tokens last that both Keystones give out from now on. */
  void tokensLast(Duration lifetime);

  /** From now on each upload takes as long as on a real Glance: a second for 100 MB. */
  void uploadsTakeTheirTime();

  /** From now on uploads are as fast as they can be. */
  void uploadsTakeNoTime();

  Backstage backstage(String glance);
}
