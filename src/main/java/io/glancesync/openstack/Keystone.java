package io.glancesync.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.config.credential.ApplicationCredential;
import io.glancesync.config.credential.ApplicationCredential.CredentialKey.CredentialName;
import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.Domain;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Identity.IdentityName;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import java.time.Instant;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The JSON of Keystone v3: what signs in, and what comes back. */
public final class Keystone {
  /** UUIDs without hyphens mostly; Keystone stores up to 64 characters. */
  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9._-]{0,64}");

  /** Of what Keystone's tokens are made, be they UUIDs, Fernet's, JSON web tokens or PKI's. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.~+/=-]{1,8192}");

  /** The body of {@code POST /v3/auth/tokens}. It holds the secret: it is sent and nothing else. */
  public String signInRequest(Credential credential) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    ObjectNode auth = root.putObject("auth");
    ObjectNode identity = auth.putObject("identity");
    if (credential instanceof Password password) {
      identity.putArray("methods").add("password");
      ObjectNode user = put(identity.putObject("password").putObject("user"), password.user());
      user.put("password", password.password().reveal());
      put(auth.putObject("scope").putObject("project"), password.project());
    } else if (credential instanceof ApplicationCredential application) {
      identity.putArray("methods").add("application_credential");
      ObjectNode node = identity.putObject("application_credential");
      put(node, application.key()).put("secret", application.secret().reveal());
    }
    return Json.write(root);
  }

  private static ObjectNode put(ObjectNode node, Identity identity) {
    if (identity instanceof Identity.IdentityId known) {
      return node.put("id", known.id());
    }
    var named = (IdentityName) identity;
    node.put("name", named.name());
    ObjectNode domain = node.putObject("domain");
    if (named.domain() instanceof Domain.DomainId known) {
      domain.put("id", known.id());
    } else if (named.domain() instanceof Domain.DomainName domainNamed) {
      domain.put("name", domainNamed.name());
    }
    return node;
  }

  private static ObjectNode put(ObjectNode node, ApplicationCredential.CredentialKey key) {
    if (key instanceof ApplicationCredential.CredentialKey.CredentialId known) {
      return node.put("id", known.id());
    }
    var named = (CredentialName) key;
    put(node.putObject("user"), named.user());
    return node.put("name", named.name());
  }

  /**
   * Reads the answer.
   *
   * @param url Keystone's address, for messages
   * @param token the header {@code X-Subject-Token}; may be null when the answer is none of
   *     Keystone's
   * @param interfaceName which endpoints are wanted, for example {@code public}
   * @throws UnexpectedAnswerException when that is not an answer of Keystone v3
   */
  public Session session(String url, String token, String body, String interfaceName) {
    String who = "Keystone at " + url;
    JsonNode answer = Json.object(who, body).path("token");
    if (token == null || token.isEmpty() || !answer.isObject()) {
      throw new UnexpectedAnswerException(
          who + " answered without a token", "check that the address is that of its API v3");
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new UnexpectedAnswerException(
          who
              + " answered with an invalid token: it is longer than 8192 characters, or has others than Keystone uses",
          "check that the address is that of its API v3");
    }
    return new Session(
        new Secret(token),
        expiry(who, answer.path("expires_at").asText()),
        project(who, answer.path("project").path("id").asText()),
        holder(answer),
        Catalog.of(answer.path("catalog"), interfaceName));
  }

  /** A token without a project has an empty catalog as well; that is told where it matters. */
  private static String project(String who, String id) {
    if (!PROJECT.matcher(id).matches()) {
      throw new UnexpectedAnswerException(
          who + " answered with a project id that is not one", "check the address");
    }
    return id;
  }

  private static Instant expiry(String who, String text) {
    return Times.read(text)
        .orElseThrow(
            () ->
                new UnexpectedAnswerException(
                    "%s answered with an unreadable expires_at '%s'"
                        .formatted(
                            who, text.substring(0, Math.min(Times.LONGEST, text.length())))));
  }

  private static TokenOwner holder(JsonNode answer) {
    var roles = new TreeSet<String>();
    answer.path("roles").forEach(role -> roles.add(role.path("name").asText()));
    return new TokenOwner(
        answer.path("user").path("name").asText(),
        answer.path("project").path("name").asText(),
        roles,
        Times.read(answer.path("issued_at").asText()));
  }
}
