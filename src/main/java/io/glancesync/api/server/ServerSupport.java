package io.glancesync.api.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.util.concurrent.TimeUnit;

/** What all servers have in common. */
final class ServerSupport {
  private ServerSupport() {}

  /**
   * @param workers how many requests may wait for something at once
   * @param seconds how long one of them may wait before the log says so
   */
  static Vertx vertx(int workers, int seconds) {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(2)
            .setWorkerPoolSize(workers)
            .setMaxWorkerExecuteTime(seconds)
            .setMaxWorkerExecuteTimeUnit(TimeUnit.SECONDS)
            // nothing is served from files, and none is to be left in the folder for temporary ones
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  /** Why a server cannot listen, as it goes on after "but". */
  static String problem(Throwable cause) {
    return cause instanceof BindException
        ? "the port is in use, or may not be used (%s)".formatted(cause.getMessage())
        : String.valueOf(cause.getMessage());
  }
}
