package io.glancesync.api.server;

import io.glancesync.api.EventFeed;
import io.glancesync.api.EventFeed.EventText;
import io.glancesync.api.EventQuery;
import io.glancesync.time.Ticker;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Events as they happen, to one reader: server-sent events. The stream ends when the reader's token
 * has to be asked about again; the reader then connects anew, with the last id that it has got.
 */
final class EventStream {
  /** So that proxies, and the reader, see that the stream is alive. */
  private static final Duration COMMENT = Duration.ofSeconds(15);

  /** Looks a second. Who may read is asked once. */
  private static final int PER_SECOND = 1000 / EventGate.LOOK_MILLIS;

  private final HttpServerResponse response;
  private final EventFeed events;
  private final Ticker ticker;
  private final BooleanSupplier mayGoOn;
  private int looks;
  private long known;
  private long written;

  /**
   * @param mayGoOn whether the reader may still read
   */
  EventStream(
      HttpServerResponse response, EventFeed events, Ticker ticker, BooleanSupplier mayGoOn) {
    this.response = response;
    this.events = events;
    this.ticker = ticker;
    this.mayGoOn = mayGoOn;
  }

  /**
   * @param since the id of the newest event that the reader knows
   */
  void begin(Vertx vertx, long since) {
    response
        .setChunked(true)
        .putHeader("Content-Type", EventQuery.STREAM)
        .putHeader("Cache-Control", "no-store")
        // else nginx keeps it back until it has a bufferful
        .putHeader("X-Accel-Buffering", "no");
    EventText first = events.text().apply(since);
    known = first.newest();
    write(first.head() + first.events());
    vertx.setPeriodic(EventGate.LOOK_MILLIS, timer -> look(vertx, timer));
  }

  private void look(Vertx vertx, long timer) {
    if (response.closed() || response.ended()) {
      vertx.cancelTimer(timer);
    } else if (looks++ % PER_SECOND == 0 && !mayGoOn.getAsBoolean()) {
      vertx.cancelTimer(timer);
      response.end();
    } else if (!response.writeQueueFull()) {
      // who takes nothing gets nothing more; the server closes what is idle for long
      goOn();
    }
  }

  private void goOn() {
    if (events.newest().getAsLong() != known) {
      EventText next = events.text().apply(known);
      known = next.newest();
      write((next.isComplete() ? "" : next.head()) + next.events());
    } else if (ticker.since(written).compareTo(COMMENT) >= 0) {
      write(": nothing new\n\n");
    }
  }

  private void write(String text) {
    written = ticker.nanos();
    response.write(text);
  }
}
