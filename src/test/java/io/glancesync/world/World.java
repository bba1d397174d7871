package io.glancesync.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The OpenStack that the tests work on: Valladolid, Burgos and Caceres belong to {@code
 * keystone-a}, Madrid to {@code keystone-b}. The system property {@code glancesync.world} says what
 * it is made of: {@code embedded}, or {@code testbed} for real servers.
 */
public final class World {
  public static final Region VALLADOLID = new Region("glance-valladolid", "sync");
  public static final Region BURGOS = new Region("glance-burgos", "sync");
  public static final Region CACERES = new Region("glance-caceres", "sync");
  public static final Region MADRID = new Region("glance-madrid", "sync");

  private static Backing backing;

  private World() {}

  /** Made when it is first needed, so that each test says what is missing. */
  private static synchronized Backing backing() {
    if (backing == null) {
      backing =
          switch (name()) {
            case "embedded" -> new EmbeddedWorld();
            case "testbed" -> new TestbedWorld();
            default ->
                throw new IllegalStateException(
                    "glancesync.world is '%s', but has to be embedded or testbed"
                        .formatted(name()));
          };
    }
    return backing;
  }

  /** {@code embedded} or {@code testbed}. */
  public static String name() {
    return System.getProperty("glancesync.world", "embedded");
  }

  public static String property(String key) {
    String value = backing().settings().get(key);
    if (value == null) {
      throw new IllegalArgumentException("this world has no " + key);
    }
    return value;
  }

  /** Removes all images, so that tests know what is there. */
  public static void clear() {
    List.of(VALLADOLID, BURGOS, CACERES, MADRID).forEach(Region::clear);
  }

  /** Starts a server, for example {@code glance-burgos}, that was stopped or killed. */
  public static void start(String server) {
    backing().start(server);
  }

  /** Ends a server in an orderly way. */
  public static void stop(String server) {
    backing().stop(server);
  }

  /** Ends a server as a crash would: connections break, nothing is cleared up. */
  public static void kill(String server) {
    backing().kill(server);
  }

  /** How long the tokens last that both Keystones give out from now on. */
  public static void tokensLast(Duration lifetime) {
    backing().tokensLast(lifetime);
  }

  /** From now on each upload takes as long as on a real Glance: a second for 100 MB. */
  public static void uploadsTakeTheirTime() {
    backing().uploadsTakeTheirTime();
  }

  /** From now on uploads are as fast as they can be. */
  public static void uploadsTakeNoTime() {
    backing().uploadsTakeNoTime();
  }

  static Backstage backstage(String glance) {
    return backing().backstage(glance);
  }

  /** The value of the key {@code credential} for a user of {@code keystone-a} or {@code -b}. */
  public static String credential(String keystone, String user) {
    return credential(keystone, user, property(keystone + ".url"));
  }

  public static String credential(String keystone, String user, String url) {
    String account = keystone + ".user." + user;
    return String.join(
        ",", user, base64(property(account + ".password")), url, property(account + ".project"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** What must never be seen: passwords, as they are and in base64, and the other secret. */
  public static List<String> secrets() {
    return backing().settings().entrySet().stream()
        .filter(it -> it.getKey().endsWith(".password") || it.getKey().endsWith(".secret"))
        .map(Map.Entry::getValue)
        .flatMap(it -> Stream.of(it, base64(it)))
        .toList();
  }
}
