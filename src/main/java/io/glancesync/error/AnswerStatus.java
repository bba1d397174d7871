package io.glancesync.error;

import java.util.Set;

/** What the status of an error answer means. All lists of statuses are here. */
public record AnswerStatus(int code) {
  private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);
  private static final Set<Integer> REFUSAL = Set.of(400, 403, 409);

  /** Not signed in, gone, or changed by somebody else: the next run asks anew. */
  private static final Set<Integer> PASSING = Set.of(401, 404, 409, 410, 412);

  private static final Set<Integer> IN_USE_OR_PROTECTED = Set.of(403, 409);

  /** Whether the same request may succeed later. */
  boolean isTransient() {
    return TRANSIENT.contains(code);
  }

  /** Whether the server, or one before it, failed. */
  boolean isServerError() {
    return code >= 500;
  }

  /** Whether the same request for another image would be answered so too. */
  boolean isOfAllRequests() {
    return isUnauthorized() || isForbidden() || code == 429 || isServerError() && code != 500;
  }

  boolean isUnauthorized() {
    return code == 401;
  }

  public boolean isForbidden() {
    return code == 403;
  }

  /** Whether the same request is refused again until somebody changes something. */
  boolean isLastingRefusal() {
    return code >= 400 && code < 500 && !isTransient() && !PASSING.contains(code);
  }

  /** Whether the image, or its id, is in a state that does not allow the request. */
  public boolean isConflict() {
    return code == 409;
  }

  /** Whether the server refused the request, or a part of it. */
  public boolean isRefusal() {
    return REFUSAL.contains(code);
  }

  /** Whether the server refused this request, which says nothing about others. */
  public boolean isOfThisRequest() {
    return code >= 400 && !isUnauthorized() && !isTransient() && !isServerError();
  }

  /** Whether the server refused to delete an image, because it is in use or protected. */
  public boolean isInUseOrProtected() {
    return IN_USE_OR_PROTECTED.contains(code);
  }

  /** Whether the answer leaves open if the server carried the request out. */
  public boolean isUncertain() {
    return code < 400 || code == 408 || isConflict() || isServerError();
  }
}
