package io.glancesync.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A request to the API that is answered with an error (API version 1, section 5). */
public final class ApiException extends RuntimeException {
  private static final int RETRY_SECONDS = 5;

  private final int code;
  private final String description;
  private final String title;
  private final Map<String, String> headers;

  private ApiException(
      int code, String message, String description, String title, Map<String, String> headers) {
    super(message, null, false, false);
    this.code = code;
    this.description = description;
    this.title = title;
    this.headers = Map.copyOf(headers);
  }

  static ApiException unknownRegion(String region) {
    return new ApiException(400, "Bad request", "Invalid region " + region, "", Map.of());
  }

  static ApiException badRequest(String why) {
    return new ApiException(400, "Bad request", why, "", Map.of());
  }

  static ApiException taskAtWork() {
    return new ApiException(400, "Task status is syncing. Unable to delete it.", "", "", Map.of());
  }

  /**
   * @param keystone the address at which a client signs in
   */
  static ApiException unauthorized(String keystone) {
    return new ApiException(
        401,
        "The request you have made requires authentication.",
        "send a valid token of the Keystone at %s in the header X-Auth-Token".formatted(keystone),
        "Unauthorized",
        Map.of("WWW-Authenticate", "Keystone uri=\"%s\"".formatted(keystone)));
  }

  static ApiException forbidden(String why) {
    return new ApiException(403, why, "", "Forbidden", Map.of());
  }

  static ApiException unknownTask(String task) {
    return notFound("the task %s does not exist".formatted(task));
  }

  /** No such path. */
  public static ApiException notFound(String what) {
    return new ApiException(404, "Item not found: ", what, "", Map.of());
  }

  /**
   * The path has no such method.
   *
   * @param allowed those that it has, with commas
   */
  public static ApiException badMethod(String method, String allowed) {
    return new ApiException(
        405,
        "Bad method",
        "%s is not one of %s".formatted(method, allowed),
        "",
        Map.of("Allow", allowed));
  }

  /** The server cannot read the request, or will not. */
  public static ApiException refused(int code, String message) {
    return new ApiException(code, message, "", "", Map.of());
  }

  /** The caller sends more requests than are served. */
  public static ApiException tooMany(String message) {
    return new ApiException(429, message, "", "", Map.of("Retry-After", "1"));
  }

  /**
   * @param message what was tried, and what came back
   */
  static ApiException unavailable(String message) {
    return new ApiException(
        503, message, "", "", Map.of("Retry-After", String.valueOf(RETRY_SECONDS)));
  }

  /** The service listens already, and has no routes yet. */
  public static ApiException starting() {
    return unavailable("The service is starting; try again later");
  }

  /** An error in GlanceSync itself, which is in the log and not in the answer. */
  public static ApiException unforeseen() {
    return new ApiException(500, "Unhandled exception", "", "", Map.of());
  }

  /** The error of the API in what Camel made of it; empty if something else went wrong. */
  static Optional<ApiException> in(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .filter(ApiException.class::isInstance)
        .map(ApiException.class::cast)
        .findFirst();
  }

  public int code() {
    return code;
  }

  /** The answer to the caller. */
  public ApiAnswer answer() {
    var error = new LinkedHashMap<String, Object>();
    error.put("message", getMessage());
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
    return new ApiAnswer(code, headers, ApiJson.text(Map.of("error", error)));
  }
}
