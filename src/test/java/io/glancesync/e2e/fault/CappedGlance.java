package io.glancesync.e2e.fault;

import io.glancesync.world.Http;
import io.glancesync.world.Region;
import io.glancesync.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * One more server of a real Glance, with its database and its store, that takes images only up to a
 * size.
 */
final class CappedGlance implements AutoCloseable {
  private static final int SECONDS = 90;

  private final Process process;
  private final String url;

  /**
   * @param region whose Glance it is
   * @param cap in bytes
   * @param folder for its configuration and its log
   */
  CappedGlance(Region region, long cap, Path folder) throws IOException, InterruptedException {
    Path home = Path.of(World.property(region.server() + ".database")).getParent();
    int port = freePort();
    url = "http://127.0.0.1:" + port;
    Path configuration = folder.resolve("capped-glance.conf");
    Files.writeString(
        configuration,
        Files.readString(home.resolve("glance-api.conf"))
            .replaceFirst("bind_port = .*", "bind_port = " + port)
            .replaceFirst("image_size_cap = .*", "image_size_cap = " + cap));
    var builder =
        new ProcessBuilder("/usr/bin/glance-api", "--config-file", configuration.toString());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("HOME", home.toString());
    // its database is relative to it
    builder.directory(home.toFile()).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("capped-glance.log").toFile());
    process = builder.start();
    awaitAnswer();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        close();
        throw new AssertionError("glance-api did not start at " + url);
      }
      Thread.sleep(100);
    }
  }

  private boolean answers() {
    try {
      return Http.request("GET", url + "/").send().statusCode() == 300;
    } catch (IllegalStateException | UncheckedIOException e) {
      return false;
    }
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
