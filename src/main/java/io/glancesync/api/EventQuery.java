package io.glancesync.api;

import java.time.Duration;
import java.util.Optional;

/**
 * What a reader of events asks for.
 *
 * @param since the id of the newest event that it knows; 0 for none
 * @param patience how long to wait for the next event if there is none yet
 * @param isStream whether it wants them as they happen, as one answer without an end
 */
public record EventQuery(long since, Duration patience, boolean isStream) {
  public static final String PATH = "/v2/events";

  /** The type of an answer that is a stream of events. */
  public static final String STREAM = "text/event-stream";

  private static final String SINCE = "since";
  private static final String WAIT = "wait";

  /** Seconds. Proxies give up after a minute. */
  private static final int LONGEST = 55;

  /**
   * @throws ApiException if it asks for something else
   */
  public static EventQuery of(ApiCall call) {
    ApiQuery query = call.query();
    query.only(SINCE, WAIT);
    long since = query.number(SINCE, 0, 0, Long.MAX_VALUE);
    var patience = Duration.ofSeconds(query.number(WAIT, 0, 0, LONGEST));
    boolean isStream = call.accepts(STREAM);
    // a client that lost its connection sends the same address again, and where it was
    Optional<String> last = isStream ? call.header(ApiCall.LAST_EVENT_ID) : Optional.empty();
    return new EventQuery(last.map(EventQuery::id).orElse(since), patience, isStream);
  }

  private static long id(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw ApiException.of(
          ProblemType.BAD_REQUEST,
          "The header Last-Event-ID is '%s', but has to be the id of an event".formatted(text));
    }
    return Long.parseLong(text);
  }
}
