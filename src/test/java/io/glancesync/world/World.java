package io.glancesync.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The testbed that {@code src/test/openstack/testbed} started, by the file that it writes. */
public final class World {
  public static final Region VALLADOLID = region("valladolid");
  public static final Region BURGOS = region("burgos");
  public static final Region CACERES = region("caceres");
  public static final Region MADRID = region("madrid");

  private static final Path SCRIPT = Path.of("src/test/openstack/testbed");
  private static Properties properties;

  private World() {}

  private static Path folder() {
    String folder = System.getenv("TESTBED_DIR");
    return folder == null ? Path.of("target/testbed") : Path.of(folder);
  }

  /** Read when it is first needed, so that each test says what is missing. */
  private static synchronized Properties properties() {
    if (properties == null) {
      properties = read();
    }
    return properties;
  }

  private static Properties read() {
    Path file = folder().resolve("testbed.properties");
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new IllegalStateException(
          "There is no testbed (%s is missing); start it with %s up, or set TESTBED_DIR"
              .formatted(file.toAbsolutePath(), SCRIPT),
          e);
    }
  }

  public static String property(String key) {
    String value = properties().getProperty(key);
    if (value == null) {
      throw new IllegalStateException("testbed.properties has no " + key);
    }
    return value;
  }

  private static Region region(String glance) {
    return new Region("glance-" + glance, "sync");
  }

  /** Removes all images, so that tests know what is there. */
  public static void clear() {
    List.of(VALLADOLID, BURGOS, CACERES, MADRID).forEach(Region::clear);
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
    return properties().stringPropertyNames().stream()
        .filter(key -> key.endsWith(".password") || key.endsWith(".secret"))
        .map(World::property)
        .flatMap(it -> Stream.of(it, base64(it)))
        .toList();
  }

  /** What the servers are, for output. */
  public static String name() {
    return "testbed";
  }

  /** Ends a server as a crash would. */
  public static void kill(String server) {
    script("kill", server);
  }

  /** Starts a server and waits until it answers. */
  public static void start(String server) {
    script("start", server);
  }

  /** Sets the lifetime of the tokens that are given out from now on. */
  public static void tokenLifetime(int seconds) {
    script("tokens", Integer.toString(seconds));
  }

  /** Has the testbed's script do something, for example {@code kill glance-burgos}. */
  public static void script(String... words) {
    var command = new ArrayList<>(List.of(SCRIPT.toAbsolutePath().toString()));
    command.addAll(List.of(words));
    execute(command);
  }

  public static void execute(List<String> command) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("TESTBED_DIR", folder().toAbsolutePath().toString());
      // a name beyond ASCII has to reach it
      builder.environment().put("LC_ALL", "C.UTF-8");
      Path output = Files.createTempFile("testbed", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " failed: " + Files.readString(output));
      }
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
