package io.glancesync.embedded.keystone;

import java.util.List;

/**
 * A user of a Keystone and the project that it works in.
 *
 * @param domain of user and project, for example {@code Default}
 * @param roles in the project; {@code admin} may do everything with every image
 */
public record Account(
    String user, String password, String project, String domain, List<String> roles) {

  public Account {
    roles = List.copyOf(roles);
  }

  /** An account that may publish images. */
  public static Account admin(String user, String password, String project) {
    return new Account(user, password, project, "Default", List.of("reader", "member", "admin"));
  }

  /** An account that may have images of its own. */
  public static Account member(String user, String password, String project) {
    return new Account(user, password, project, "Default", List.of("reader", "member"));
  }

  /** The same in another domain. */
  public Account of(String other) {
    return new Account(user, password, project, other, roles);
  }

  String userId() {
    return Ids.of(domain, "user", user);
  }

  public String projectId() {
    return Ids.of(domain, "project", project);
  }

  String domainId() {
    return domain.equals("Default") ? "default" : Ids.of("domain", domain);
  }

  public boolean isAdmin() {
    return roles.contains("admin");
  }

  /** It tells no password. */
  @Override
  public String toString() {
    return "%s in %s of %s %s".formatted(user, project, domain, roles);
  }
}
