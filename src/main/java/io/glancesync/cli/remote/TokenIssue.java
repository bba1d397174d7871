package io.glancesync.cli.remote;

import io.glancesync.cli.remote.WebConnection.Received;
import io.glancesync.config.credential.ApplicationCredential;
import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.openstack.Keystone;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.text.Redaction;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** Gets the token of a command: the one that was given, or one for a credential. */
final class TokenIssue {
  private final OperatorToken source;
  private final WebConnection web;
  private Secret token;

  TokenIssue(OperatorToken source, WebConnection web) {
    this.source = source;
    this.web = web;
  }

  /**
   * The token. It signs in when it is asked for the first time.
   *
   * @throws ConfigurationException when there is no credential, or Keystone does not take it
   * @throws io.glancesync.error.UnreachableException when Keystone does not answer
   */
  Secret token() {
    if (token == null) {
      token = source.given().orElseGet(() -> signIn(source.credential()));
    }
    return token;
  }

  /** Forgets a token that is no longer valid. Whether another one can be had. */
  boolean renew() {
    if (source.given().isPresent()) {
      return false;
    }
    token = null;
    return true;
  }

  /** The names of the variables that it comes from. */
  String variables() {
    return source.variables();
  }

  /** Takes out of a text what is secret. */
  Redaction redaction() {
    var secrets = new ArrayList<String>();
    if (token != null) {
      secrets.add(token.reveal());
    }
    if (source.given().isEmpty()) {
      secrets.add(secret(source.credential()).reveal());
    }
    return new Redaction(secrets);
  }

  private static Secret secret(Credential credential) {
    return credential instanceof Password password
        ? password.password()
        : ((ApplicationCredential) credential).secret();
  }

  private Secret signIn(Credential credential) {
    var keystone = new Keystone();
    String tried = "Tried to sign in at Keystone at " + credential.authUrl();
    Received answer =
        web.send(
            tried,
            HttpRequest.newBuilder(URI.create(credential.authUrl() + "/auth/tokens"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(keystone.signInRequest(credential)))
                .build());
    if (List.of(400, 401, 403, 404).contains(answer.status())) {
      throw new ConfigurationException(
          "%s, but it answered %d%s".formatted(tried, answer.status(), answer.request()),
          "check " + variables());
    }
    if (!answer.isGood()) {
      throw WebConnection.unreachable(
          tried,
          "it answered %d%s".formatted(answer.status(), answer.request()),
          "check that the address is that of Keystone's API v3, or try again later");
    }
    try {
      return keystone
          .session(
              credential.authUrl().toString(),
              answer.header("X-Subject-Token").orElse(null),
              answer.body(),
              "public")
          .token();
    } catch (UnexpectedAnswerException e) {
      throw WebConnection.unreachable(
          tried, new Redaction(List.of(secret(credential).reveal())).of(e.error()), e.remedy());
    }
  }
}
