package io.glancesync.api.server;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.RefusedException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.net.UnknownHostException;
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

  /**
   * Why a server cannot listen: another program has the port, or a setting is wrong.
   *
   * @param keys the beginning of the settings that say where
   */
  static RuntimeException failure(String address, Throwable cause, String keys) {
    String tried = "Tried to listen on %s, but ".formatted(address);
    if (cause instanceof BindException) {
      return new RefusedException(
          tried + "the port is in use, or may not be used (%s)".formatted(cause.getMessage()),
          "end the program that has it, or correct %s.port in conf/application.properties"
              .formatted(keys),
          cause);
    }
    String reason =
        cause instanceof UnknownHostException
            ? "there is no such host"
            : String.valueOf(cause.getMessage());
    return new ConfigurationException(
        tried + reason, "correct the settings %s.* in conf/application.properties".formatted(keys));
  }
}
