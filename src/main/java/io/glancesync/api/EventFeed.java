package io.glancesync.api;

import io.glancesync.config.credential.Secret;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * What there is for readers of events before any route: readers are many, and most of them wait.
 *
 * @param newest the id of the newest event
 * @param text the events after one, as a stream has them
 * @param reader whose token it is, if that need not be asked about and it may read; anybody's where
 *     none is needed
 */
public record EventFeed(
    LongSupplier newest,
    LongFunction<EventText> text,
    Function<Optional<Secret>, Optional<Caller>> reader) {

  /**
   * A piece of a stream of events.
   *
   * @param newest the id to go on from
   * @param isComplete whether none in between is forgotten
   * @param head tells where the stream is; for its beginning, and if something is forgotten
   * @param events empty if nothing has happened
   */
  public record EventText(long newest, boolean isComplete, String head, String events) {}
}
