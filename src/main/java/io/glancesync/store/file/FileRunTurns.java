package io.glancesync.store.file;

import io.glancesync.error.BusyException;
import io.glancesync.error.FileErrors;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.run.RunTurns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The turn as a lock on the run-time data, which processes of this host share.
 *
 * @param data the folder of the run-time data; made when it is first needed
 */
public record FileRunTurns(Path data) implements RunTurns {
  @Override
  public Turn take() {
    try {
      return ProcessLock.take(data, ProcessLock.RUN)
          .<Turn>map(lock -> lock::close)
          .orElseThrow(
              () ->
                  new BusyException(
                      "Another run is under way with %s".formatted(data),
                      "wait until it ends (nothing was done now)"));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to use %s for the journal, but %s".formatted(data, FileErrors.text(e)),
          "make room there, make it writable, or set glancesync.var in conf/application.properties or $GLANCESYNC_VAR",
          e);
    }
  }

  @Override
  public Optional<TurnHolder> holder() {
    try {
      return ProcessLock.holder(data, ProcessLock.RUN)
          .map(it -> new TurnHolder(it.process(), it.since()));
    } catch (IOException e) {
      throw new UncheckedIOException(FileErrors.text(e), e);
    }
  }
}
