package io.glancesync.api;

import java.util.Locale;

/** The kinds of errors that version 2 of the API tells (RFC 9457). */
public enum ProblemType {
  BAD_REQUEST(400, "The request cannot be understood"),
  UNAUTHENTICATED(401, "A valid token is needed"),
  FORBIDDEN(403, "The token does not suffice"),
  UNKNOWN_PATH(404, "There is no such path"),
  UNKNOWN_REGION(404, "There is no such region"),
  UNKNOWN_RUN(404, "There is no such run"),
  UNKNOWN_DEAD_LETTER(404, "There is no such dead letter"),
  UNKNOWN_SCHEDULE(404, "There is no such schedule"),
  UNKNOWN_TASK(404, "There is no such task"),
  BAD_METHOD(405, "The path has no such method"),
  CONFLICT(409, "It is not in a state for that"),
  TOO_LARGE(413, "The request is too large"),
  KEY_IN_USE(422, "The idempotency key belongs to another request"),
  TOO_MANY_REQUESTS(429, "There were too many requests"),
  UNFORESEEN(500, "Something went wrong in GlanceSync"),
  UNAVAILABLE(503, "This is not possible at the moment");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The code of HTTP. */
  public int status() {
    return status;
  }

  /** The same for each error of the kind. */
  public String title() {
    return title;
  }

  /** Names the kind, such as {@code /v2/problems/unknown-region}. */
  public String uri() {
    return "/v2/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind for a code that no other part of the program has a word for. */
  static ProblemType of(int status) {
    for (ProblemType it : values()) {
      if (it.status == status) {
        return it;
      }
    }
    return BAD_REQUEST;
  }
}
