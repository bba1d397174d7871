package io.glancesync.world;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs the tests' users in, once each. */
public final class Tokens {
  private static final Map<String, Tokens> KEPT = new ConcurrentHashMap<>();

  private final String token;
  private final String project;

  private Tokens(String token, String project) {
    this.token = token;
    this.project = project;
  }

  public String token() {
    return token;
  }

  /** The id of the user's project. */
  public String project() {
    return project;
  }

  public static Tokens of(String keystone, String user) {
    return KEPT.computeIfAbsent(keystone + user, it -> signIn(keystone, user));
  }

  public static void forget(String keystone, String user) {
    KEPT.remove(keystone + user);
  }

  private static Tokens signIn(String keystone, String user) {
    String account = keystone + ".user." + user;
    var domain = Map.of("name", World.property(account + ".domain"));
    String password = World.property(account + ".password");
    var identity =
        Map.of(
            "methods",
            new String[] {"password"},
            "password",
            Map.of("user", Map.of("name", user, "password", password, "domain", domain)));
    String project = World.property(account + ".project");
    var scope = Map.of("project", Map.of("name", project, "domain", domain));
    var answer =
        Http.request("POST", World.property(keystone + ".url") + "/auth/tokens")
            .json(Map.of("auth", Map.of("identity", identity, "scope", scope)))
            .send(201);
    return new Tokens(
        answer.headers().firstValue("X-Subject-Token").orElseThrow(),
        Http.json(answer).at("/token/project/id").asText());
  }
}
