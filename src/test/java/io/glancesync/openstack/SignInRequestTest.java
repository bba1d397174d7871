package io.glancesync.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.config.credential.ApplicationCredential;
import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.Domain;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is posted to {@code /v3/auth/tokens}, for every kind of credential. */
class SignInRequestTest {
  private static final URI URL = URI.create("http://keystone:5000/v3");
  private static final Domain BY_ID = new Domain.DomainId("default");
  private static final Domain BY_NAME = new Domain.DomainName("Default");

  static Arguments[] credentials() {
    return new Arguments[] {
      Arguments.of(
          new Password(
              URL,
              new Identity.IdentityName("ann", BY_NAME),
              new Secret("se\"cret"),
              new Identity.IdentityName("images", BY_ID)),
          """
          {"auth":{
            "identity":{"methods":["password"],"password":{"user":
              {"name":"ann","domain":{"name":"Default"},"password":"se\\"cret"}}},
            "scope":{"project":{"name":"images","domain":{"id":"default"}}}}}
          """),
      Arguments.of(
          new Password(
              URL,
              new Identity.IdentityId("u1"),
              new Secret("secret"),
              new Identity.IdentityId("p1")),
          """
          {"auth":{
            "identity":{"methods":["password"],"password":{"user":
              {"id":"u1","password":"secret"}}},
            "scope":{"project":{"id":"p1"}}}}
          """),
      Arguments.of(
          new Password(
              URL,
              new Identity.IdentityName("ann", BY_ID),
              new Secret("pässwörd 中"),
              new Identity.IdentityId("p1")),
          """
          {"auth":{
            "identity":{"methods":["password"],"password":{"user":
              {"name":"ann","domain":{"id":"default"},"password":"pässwörd 中"}}},
            "scope":{"project":{"id":"p1"}}}}
          """),
      Arguments.of(
          new ApplicationCredential(
              URL,
              new ApplicationCredential.CredentialKey.CredentialId("a1"),
              new Secret("secret")),
          """
          {"auth":{"identity":{"methods":["application_credential"],
            "application_credential":{"id":"a1","secret":"secret"}}}}
          """),
      Arguments.of(
          new ApplicationCredential(
              URL,
              new ApplicationCredential.CredentialKey.CredentialName(
                  "sync", new Identity.IdentityId("u1")),
              new Secret("secret")),
          """
          {"auth":{"identity":{"methods":["application_credential"],
            "application_credential":{"name":"sync","user":{"id":"u1"},"secret":"secret"}}}}
          """),
      Arguments.of(
          new ApplicationCredential(
              URL,
              new ApplicationCredential.CredentialKey.CredentialName(
                  "sync", new Identity.IdentityName("ann", BY_NAME)),
              new Secret("secret")),
          """
          {"auth":{"identity":{"methods":["application_credential"],
            "application_credential":{"name":"sync",
              "user":{"name":"ann","domain":{"name":"Default"}},"secret":"secret"}}}}
          """)
    };
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void the_body_is_what_keystone_documents(Credential credential, String expected)
      throws JsonProcessingException {
    var mapper = new ObjectMapper();

    assertThat(mapper.readTree(new Keystone().signInRequest(credential)))
        .isEqualTo(mapper.readTree(expected));
  }
}
