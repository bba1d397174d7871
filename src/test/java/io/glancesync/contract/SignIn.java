package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;

import io.glancesync.world.Http;
import io.glancesync.world.World;
import java.util.List;
import java.util.Map;

/** Bodies of {@code POST /v3/auth/tokens} for the Keystone of Burgos, and its answers. */
final class SignIn {
  private SignIn() {}

  public static String url() {
    return World.property(BURGOS.keystone() + ".url");
  }

  /** What is known of a user: {@code password}, {@code project} or {@code domain}. */
  public static String of(String user, String what) {
    return World.property(BURGOS.keystone() + ".user." + user + "." + what);
  }

  /** The domain of a user, as requests name it. */
  public static Map<String, Object> domain(String user) {
    return Map.of("name", of(user, "domain"));
  }

  public static Map<String, Object> password(String user, String password) {
    return password(Map.of("name", user, "password", password, "domain", domain(user)));
  }

  public static Map<String, Object> password(Map<String, Object> user) {
    return Map.of("methods", List.of("password"), "password", Map.of("user", user));
  }

  public static Map<String, Object> application(Map<String, Object> credential) {
    return Map.of(
        "methods", List.of("application_credential"), "application_credential", credential);
  }

  public static Map<String, Object> project(String user, String project) {
    return Map.of("project", Map.of("name", project, "domain", domain(user)));
  }

  /** Signs in for no project. */
  public static Answer send(Map<String, Object> identity) {
    return send(Map.of("auth", Map.of("identity", identity)), "");
  }

  public static Answer send(Map<String, Object> identity, Map<String, Object> scope) {
    return send(Map.of("auth", Map.of("identity", identity, "scope", scope)), "");
  }

  private static Answer send(Map<String, Object> body, String query) {
    return Answer.of(Http.request("POST", url() + "/auth/tokens" + query).json(body).send());
  }

  /** Signs in as the tests' users do. */
  public static Answer as(String user) {
    return send(password(user, of(user, "password")), project(user, of(user, "project")));
  }
}
