package io.glancesync.api;

import io.glancesync.region.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request to the API that is answered with an error (API version 1, section 5; version 2, section
 * 11).
 */
public final class ApiException extends RuntimeException {
  private static final int RETRY_SECONDS = 5;
  private static final Map<String, String> RETRY =
      Map.of("Retry-After", String.valueOf(RETRY_SECONDS));

  private final ProblemDetail problem;
  private final VersionOneError versionOne;
  private final Map<String, String> headers;

  /**
   * As version 2 tells it.
   *
   * @param detail what was tried, what came back, and what to do
   * @param nearest the name that was probably meant
   */
  private record ProblemDetail(ProblemType type, String detail, Optional<String> nearest) {
    String json(String requestId) {
      var json = new LinkedHashMap<String, Object>();
      json.put("type", type.uri());
      json.put("title", type.title());
      json.put("status", type.status());
      json.put("detail", detail);
      json.put("instance", requestId);
      nearest.ifPresent(it -> json.put("nearest", it));
      return ApiJson.text(json);
    }
  }

  /** As version 1 tells it; what is empty is left out. */
  private record VersionOneError(int code, String message, String description, String title) {
    static VersionOneError of(int code, String message) {
      return new VersionOneError(code, message, "", "");
    }

    String json() {
      var error = new LinkedHashMap<String, Object>();
      error.put("message", message);
      boolean isCodeFirst = code == 400 || code == 405;
      if (isCodeFirst) {
        error.put("code", code);
      }
      if (!description.isEmpty()) {
        error.put("description", description);
      }
      error.putIfAbsent("code", code);
      if (!title.isEmpty()) {
        error.put("title", title);
      }
      return ApiJson.text(Map.of("error", error));
    }
  }

  private ApiException(
      ProblemDetail problem, VersionOneError versionOne, Map<String, String> headers) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.versionOne = versionOne;
    this.headers = Map.copyOf(headers);
  }

  private ApiException(ProblemType type, String detail, VersionOneError one) {
    this(new ProblemDetail(type, detail, Optional.empty()), one, Map.of());
  }

  /** An error of version 2. */
  public static ApiException of(ProblemType type, String detail) {
    return of(type, detail, Optional.empty());
  }

  /**
   * An error of version 2.
   *
   * @param nearest the name that was probably meant
   */
  public static ApiException of(ProblemType type, String detail, Optional<String> nearest) {
    return new ApiException(
        new ProblemDetail(type, detail, nearest),
        VersionOneError.of(type.status(), detail),
        type == ProblemType.UNAVAILABLE ? RETRY : Map.of());
  }

  /**
   * @param known those that there are
   */
  public static ApiException unknownRegion(String region, Collection<String> known) {
    return new ApiException(
        new ProblemDetail(
            ProblemType.UNKNOWN_REGION,
            "There is no region '%s'; run glancesync regions to see them all".formatted(region),
            NearestName.of(region, known)),
        new VersionOneError(400, "Bad request", "Invalid region " + region, ""),
        Map.of());
  }

  static ApiException taskAtWork() {
    String message = "Task status is syncing. Unable to delete it.";
    return new ApiException(ProblemType.CONFLICT, message, VersionOneError.of(400, message));
  }

  /**
   * @param keystone the address at which a client signs in
   */
  static ApiException unauthorized(String keystone) {
    String what =
        "send a valid token of the Keystone at %s in the header X-Auth-Token".formatted(keystone);
    return new ApiException(
        new ProblemDetail(ProblemType.UNAUTHENTICATED, what, Optional.empty()),
        new VersionOneError(
            401, "The request you have made requires authentication.", what, "Unauthorized"),
        Map.of("WWW-Authenticate", "Keystone uri=\"%s\"".formatted(keystone)));
  }

  static ApiException forbidden(String why) {
    return new ApiException(
        ProblemType.FORBIDDEN, why, new VersionOneError(403, why, "", "Forbidden"));
  }

  static ApiException unknownTask(String task) {
    return notFound(ProblemType.UNKNOWN_TASK, "the task %s does not exist".formatted(task));
  }

  /** No such path. */
  public static ApiException unknownPath() {
    return notFound(ProblemType.UNKNOWN_PATH, "there is no such path");
  }

  private static ApiException notFound(ProblemType type, String what) {
    return new ApiException(type, what, new VersionOneError(404, "Item not found: ", what, ""));
  }

  /**
   * The path has no such method.
   *
   * @param allowed those that it has, with commas
   */
  public static ApiException badMethod(String method, String allowed) {
    String what = "%s is not one of %s".formatted(method, allowed);
    return new ApiException(
        new ProblemDetail(ProblemType.BAD_METHOD, what, Optional.empty()),
        new VersionOneError(405, "Bad method", what, ""),
        Map.of("Allow", allowed));
  }

  /** The server cannot read the request, or will not. */
  public static ApiException refused(int code, String message) {
    return new ApiException(ProblemType.of(code), message, VersionOneError.of(code, message));
  }

  /** The caller sends more requests than are served. */
  public static ApiException tooMany(String message) {
    return new ApiException(
        new ProblemDetail(ProblemType.TOO_MANY_REQUESTS, message, Optional.empty()),
        VersionOneError.of(429, message),
        Map.of("Retry-After", "1"));
  }

  /**
   * @param message what was tried, and what came back
   */
  static ApiException unavailable(String message) {
    return of(ProblemType.UNAVAILABLE, message);
  }

  /** The service listens already, and has not all its routes yet, or replaces one. */
  public static ApiException starting() {
    return unavailable("The service is starting, or a route was edited; try again in a moment");
  }

  /** The service was told to end, and has done what was under way. */
  public static ApiException ending() {
    return unavailable("The service is ending");
  }

  /** An error in GlanceSync itself, which is in the log and not in the answer. */
  public static ApiException unforeseen() {
    return new ApiException(
        ProblemType.UNFORESEEN,
        "The log of GlanceSync has the error, under the id of this request",
        VersionOneError.of(500, "Unhandled exception"));
  }

  /** The error of the API in what Camel made of it; empty if something else went wrong. */
  static Optional<ApiException> in(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .filter(ApiException.class::isInstance)
        .map(ApiException.class::cast)
        .findFirst();
  }

  /** The code of HTTP, as version 1 has it. */
  public int code() {
    return versionOne.code();
  }

  /**
   * The answer to the caller.
   *
   * @param path that the request was for
   * @param requestId of the request
   */
  public ApiAnswer answer(String path, String requestId) {
    return ApiCall.isOfVersionTwo(path)
        ? new ApiAnswer(
            problem.type().status(), ApiAnswer.PROBLEM, headers, problem.json(requestId))
        : new ApiAnswer(code(), ApiAnswer.JSON, headers, versionOne.json());
  }
}
