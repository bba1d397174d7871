package io.glancesync.e2e;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs the tests' users in, once each. */
final class Tokens {
  private static final Map<String, Tokens> KEPT = new ConcurrentHashMap<>();

  private final String token;
  private final String project;

  private Tokens(String token, String project) {
    this.token = token;
    this.project = project;
  }

  String token() {
    return token;
  }

  /** The id of the user's project. */
  String project() {
    return project;
  }

  static Tokens of(String keystone, String user) {
    return KEPT.computeIfAbsent(keystone + user, it -> signIn(keystone, user));
  }

  static void forget(String keystone, String user) {
    KEPT.remove(keystone + user);
  }

  private static Tokens signIn(String keystone, String user) {
    String account = keystone + ".user." + user;
    var domain = Map.of("name", Testbed.property(account + ".domain"));
    String password = Testbed.property(account + ".password");
    var identity =
        Map.of(
            "methods",
            new String[] {"password"},
            "password",
            Map.of("user", Map.of("name", user, "password", password, "domain", domain)));
    String project = Testbed.property(account + ".project");
    var scope = Map.of("project", Map.of("name", project, "domain", domain));
    var answer =
        Http.request("POST", Testbed.property(keystone + ".url") + "/auth/tokens")
            .json(Map.of("auth", Map.of("identity", identity, "scope", scope)))
            .send(201);
    return new Tokens(
        answer.headers().firstValue("X-Subject-Token").orElseThrow(),
        Http.json(answer).at("/token/project/id").asText());
  }
}
