package io.glancesync.embedded.keystone;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.ArrayList;
import java.util.List;

/** Decides who signs in, from the body of {@code POST /v3/auth/tokens}. */
final class SignIn {
  private static final String MALFORMED =
      "The server could not comply with the request since it is either malformed or otherwise"
          + " incorrect. The client is assumed to be in error.";
  private static final String UNAUTHORIZED = "The request you have made requires authentication.";

  /** Somebody who may come in. */
  record Admission(Account account, boolean isScoped, String method) {}

  private record StoredCredential(String id, String name, String secret, Account account) {}

  private final List<Account> accounts = new ArrayList<>();
  private final List<StoredCredential> credentials = new ArrayList<>();

  synchronized void add(Account account) {
    accounts.add(account);
  }

  /** Its id. */
  synchronized String addApplicationCredential(Account account, String name, String secret) {
    String id = Ids.of("application_credential", account.userId(), name);
    credentials.add(new StoredCredential(id, name, secret, account));
    return id;
  }

  synchronized Admission admit(JsonNode body) throws RejectedRequestException {
    JsonNode auth = required(body, "auth", "request body");
    JsonNode identity = required(auth, "identity", "auth");
    String method = required(identity, "methods", "identity").path(0).asText();
    JsonNode proof = required(identity, method, "identity");
    return switch (method) {
      case "password" -> byPassword(required(proof, "user", "password"), auth.path("scope"));
      case "application_credential" -> byApplicationCredential(proof, auth.has("scope"));
      default -> throw unauthorized();
    };
  }

  private static JsonNode required(JsonNode parent, String field, String what)
      throws RejectedRequestException {
    JsonNode child = parent.get(field);
    if (child == null) {
      throw malformed("Expecting to find %s in %s".formatted(field, what));
    }
    return child;
  }

  static RejectedRequestException malformed(String why) {
    return new RejectedRequestException(400, why + ". " + MALFORMED);
  }

  static RejectedRequestException unauthorized() {
    return new RejectedRequestException(401, UNAUTHORIZED);
  }

  private Admission byPassword(JsonNode user, JsonNode scope) throws RejectedRequestException {
    List<Account> known =
        accounts.stream()
            .filter(it -> it.password().equals(user.path("password").asText()))
            .filter(it -> isUser(it, user))
            .toList();
    if (!user.has("id") && !user.has("domain")) {
      throw malformed("Expecting to find domain in user");
    }
    JsonNode project = scope.path("project");
    if (project.isMissingNode()) {
      return new Admission(one(known), false, "password");
    }
    return new Admission(
        one(known.stream().filter(it -> isProject(it, project)).toList()), true, "password");
  }

  private static Account one(List<Account> found) throws RejectedRequestException {
    return found.stream().findFirst().orElseThrow(SignIn::unauthorized);
  }

  private static boolean isUser(Account account, JsonNode user) {
    return user.has("id")
        ? account.userId().equals(user.path("id").asText())
        : account.user().equals(user.path("name").asText()) && isDomain(account, user);
  }

  private static boolean isProject(Account account, JsonNode project) {
    return project.has("id")
        ? account.projectId().equals(project.path("id").asText())
        : account.project().equals(project.path("name").asText()) && isDomain(account, project);
  }

  private static boolean isDomain(Account account, JsonNode owner) {
    JsonNode domain = owner.path("domain");
    return domain.has("id")
        ? account.domainId().equals(domain.path("id").asText())
        : account.domain().equals(domain.path("name").asText());
  }

  private Admission byApplicationCredential(JsonNode proof, boolean asksForScope)
      throws RejectedRequestException {
    List<StoredCredential> known =
        credentials.stream().filter(it -> isCredential(it, proof)).toList();
    if (known.isEmpty() && proof.has("id")) {
      throw new RejectedRequestException(
          404, "Could not find Application Credential: %s.".formatted(proof.get("id").asText()));
    }
    JsonNode user = proof.path("user");
    if (!proof.has("id") && accounts.stream().noneMatch(it -> isUser(it, user))) {
      throw new RejectedRequestException(
          404, "Could not find user: %s.".formatted(user.path("name").asText()));
    }
    if (asksForScope) {
      throw new RejectedRequestException(
          401,
          "Error authenticating with application credential: Application credentials cannot request"
              + " a scope.");
    }
    return known.stream()
        .filter(it -> it.secret().equals(proof.path("secret").asText()))
        .findFirst()
        .map(it -> new Admission(it.account(), true, "application_credential"))
        .orElseThrow(SignIn::unauthorized);
  }

  private static boolean isCredential(StoredCredential credential, JsonNode proof) {
    return proof.has("id")
        ? credential.id().equals(proof.path("id").asText())
        : credential.name().equals(proof.path("name").asText())
            && isUser(credential.account(), proof.path("user"));
  }
}
