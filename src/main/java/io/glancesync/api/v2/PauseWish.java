package io.glancesync.api.v2;

import io.glancesync.api.ApiRequest;
import io.glancesync.text.Printable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a caller says of a pause.
 *
 * @param paused whether there is to be one
 * @param reason needed if there is
 * @param until ISO 8601; null means until it is resumed
 */
record PauseWish(Boolean paused, String reason, String until) {
  private static final String FORM =
      "{\"paused\": true, \"reason\": \"storage work\", \"until\": \"2026-11-27T06:00:00Z\"}, or {\"paused\": false}";

  private static final int LONGEST_REASON = 500;

  /**
   * @throws io.glancesync.api.ApiException if it is not said
   */
  static PauseWish of(ApiRequest request) {
    PauseWish wish = JsonBody.read(request, PauseWish.class, FORM);
    if (wish.paused() == null) {
      throw JsonBody.wrong("The body does not say whether it is to be paused. Send " + FORM);
    }
    return wish;
  }

  boolean isPaused() {
    return paused;
  }

  /** Who wants it, for people. */
  static String by(ApiRequest request) {
    return "API (%s)".formatted(Printable.of(request.caller().orElseThrow().user()));
  }

  /**
   * The reason, as a text of one line.
   *
   * @throws io.glancesync.api.ApiException if there is none
   */
  String reasonText() {
    String text = Printable.of(reason == null ? "" : reason).strip();
    if (text.isEmpty() || text.length() > LONGEST_REASON) {
      throw JsonBody.wrong(
          "A pause needs a reason of 1 to %d characters, for everybody who wonders later"
              .formatted(LONGEST_REASON));
    }
    return text;
  }

  Optional<Instant> end(Instant now) {
    return Optional.ofNullable(until).map(it -> end(it, now));
  }

  /** A time at which something ends. */
  static Instant end(String text, Instant now) {
    try {
      Instant end = Instant.parse(text);
      if (end.isAfter(now)) {
        return end;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw JsonBody.wrong(
        "until is '%s', but has to be a time to come, such as 2026-11-27T06:00:00Z"
            .formatted(text));
  }
}
