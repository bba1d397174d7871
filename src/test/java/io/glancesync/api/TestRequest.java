package io.glancesync.api;

import io.glancesync.config.credential.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request to the API, as tests write it.
 *
 * @param address the path, and what it asks for
 */
public record TestRequest(
    String method,
    String address,
    Map<String, String> parameters,
    Map<String, String> headers,
    String body,
    Optional<Secret> token,
    Optional<Caller> caller) {
  public static final Caller ALICE =
      new Caller("alice", "ops", "4711", Set.of("admin"), Instant.parse("2099-01-01T00:00:00Z"));

  /** Of a caller who was let in. */
  public static TestRequest get(String address) {
    return of("GET", address);
  }

  /** Of a caller who was let in. */
  public static TestRequest of(String method, String address) {
    return new TestRequest(
        method, address, Map.of(), Map.of(), "", Optional.empty(), Optional.of(ALICE));
  }

  public TestRequest with(String parameter, String value) {
    var all = new HashMap<>(parameters);
    all.put(parameter, value);
    return new TestRequest(method, address, all, headers, body, token, caller);
  }

  public TestRequest header(String name, String value) {
    var all = new HashMap<>(headers);
    all.put(name, value);
    return new TestRequest(method, address, parameters, all, body, token, caller);
  }

  public TestRequest body(String text) {
    return new TestRequest(method, address, parameters, headers, text, token, caller);
  }

  public TestRequest by(Caller who) {
    return new TestRequest(
        method, address, parameters, headers, body, Optional.empty(), Optional.of(who));
  }

  /** Of somebody who is not known yet. */
  public TestRequest of(Optional<Secret> itsToken) {
    return new TestRequest(method, address, parameters, headers, body, itsToken, Optional.empty());
  }

  public ApiRequest request() {
    String[] parts = address.split("\\?", 2);
    return new ApiRequest(
        "req-1",
        new ApiCall(
            method,
            parts[0],
            parameters,
            ApiQuery.of(parts.length == 1 ? "" : parts[1]),
            headers,
            body),
        token,
        caller);
  }
}
