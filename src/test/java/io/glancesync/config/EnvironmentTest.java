package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.credential.ApplicationCredential;
import io.glancesync.config.credential.Domain;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.credential.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code OS_*} variables, which serve the target master alone. */
class EnvironmentTest {
  @TempDir Path folder;
  Machine machine;

  @BeforeEach
  void source_an_openrc_file() {
    machine =
        new Machine(folder)
            .variable("OS_AUTH_URL", "http://keystone:5000")
            .variable("OS_USERNAME", "user")
            .variable("OS_PASSWORD", "s3cret")
            .variable("OS_PROJECT_NAME", "images")
            .variable("OS_REGION_NAME", "Valladolid");
  }

  private Password password() {
    return (Password) machine.target("master").credential();
  }

  @Test
  void it_makes_a_configuration_without_a_file() {
    assertThat(machine.configuration().masterRegion()).hasToString("Valladolid");
    assertThat(password())
        .isEqualTo(
            new Password(
                URI.create("http://keystone:5000/v3"),
                new Identity.IdentityName("user", Domain.DEFAULT),
                new Secret("s3cret"),
                new Identity.IdentityName("images", Domain.DEFAULT)));
    assertThat(machine.target("master").tenantName()).contains("images");
    assertThat(machine.warnings()).isEmpty();
  }

  @Test
  void the_older_name_of_the_project_will_do() {
    machine.variable("OS_PROJECT_NAME", "").variable("OS_TENANT_NAME", "tenant");

    assertThat(password().project()).isEqualTo(new Identity.IdentityName("tenant", Domain.DEFAULT));
  }

  @Test
  void domains_may_be_names() {
    machine
        .variable("OS_USER_DOMAIN_NAME", "people")
        .variable("OS_PROJECT_DOMAIN_NAME", "projects");

    assertThat(password().user())
        .isEqualTo(new Identity.IdentityName("user", new Domain.DomainName("people")));
    assertThat(password().project())
        .isEqualTo(new Identity.IdentityName("images", new Domain.DomainName("projects")));
  }

  @Test
  void domains_may_be_ids() {
    machine.variable("OS_USER_DOMAIN_ID", "d1").variable("OS_PROJECT_DOMAIN_ID", "d2");

    assertThat(password().user())
        .isEqualTo(new Identity.IdentityName("user", new Domain.DomainId("d1")));
    assertThat(password().project())
        .isEqualTo(new Identity.IdentityName("images", new Domain.DomainId("d2")));
  }

  @Test
  void ids_of_user_and_project_count_more_than_their_names() {
    machine.variable("OS_USER_ID", "u1").variable("OS_PROJECT_ID", "p1");

    assertThat(password().user()).isEqualTo(new Identity.IdentityId("u1"));
    assertThat(password().project()).isEqualTo(new Identity.IdentityId("p1"));
    assertThat(machine.target("master").tenantName()).contains("images");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OS_INTERFACE", "OS_ENDPOINT_TYPE"})
  void certificates_and_interface_come_along(String variable) {
    machine.variable("OS_CACERT", "/etc/ca.pem").variable(variable, "internalURL");

    var target = machine.target("master");

    assertThat(target.tls()).isEqualTo(new Tls(Optional.of(Path.of("/etc/ca.pem")), false));
    assertThat(target.interfaceName()).isEqualTo("internal");
  }

  @Test
  void an_application_credential_may_have_an_id() {
    machine
        .variable("OS_AUTH_TYPE", "v3applicationcredential")
        .variable("OS_APPLICATION_CREDENTIAL_ID", "a1")
        .variable("OS_APPLICATION_CREDENTIAL_SECRET", "hidden");

    assertThat(machine.target("master").credential())
        .isEqualTo(
            new ApplicationCredential(
                URI.create("http://keystone:5000/v3"),
                new ApplicationCredential.CredentialKey.CredentialId("a1"),
                new Secret("hidden")));
  }

  @Test
  void an_application_credential_may_have_a_name_and_its_user() {
    machine
        .variable("OS_AUTH_TYPE", "v3applicationcredential")
        .variable("OS_APPLICATION_CREDENTIAL_NAME", "sync")
        .variable("OS_APPLICATION_CREDENTIAL_SECRET", "hidden");

    assertThat(((ApplicationCredential) machine.target("master").credential()).key())
        .isEqualTo(
            new ApplicationCredential.CredentialKey.CredentialName(
                "sync", new Identity.IdentityName("user", Domain.DEFAULT)));
  }

  @Test
  void an_application_credential_without_a_secret_is_an_error_when_it_is_used() {
    machine
        .variable("OS_AUTH_TYPE", "v3applicationcredential")
        .variable("OS_APPLICATION_CREDENTIAL_ID", "a1");

    assertThat(machine.errorOfCredential("master"))
        .isEqualTo(
            "the environment: $OS_APPLICATION_CREDENTIAL_SECRET is missing, without which nobody"
                + " can sign in");
  }

  @Test
  void another_kind_of_credential_is_an_error_when_it_is_used() {
    machine.variable("OS_AUTH_TYPE", "v3oidcpassword");

    assertThat(machine.errorOfCredential("master"))
        .isEqualTo(
            "the environment: $OS_AUTH_TYPE is 'v3oidcpassword', but GlanceSync can only use"
                + " password, v3password and v3applicationcredential");
  }

  @Test
  void a_missing_part_is_an_error_when_it_is_used() {
    machine.variable("OS_PASSWORD", "");

    assertThat(machine.errorOfCredential("master"))
        .isEqualTo(
            "the environment: there is no complete credential for the target 'master'; missing:"
                + " password. Give it in section [master] as 'cloud = NAME' (an entry of"
                + " clouds.yaml), as 'credential = user,base64(password),keystone_url,tenant', or"
                + " as the keys user, password, keystone_url and tenant; or in the environment:"
                + " $OS_CLOUD, or $OS_AUTH_URL, $OS_USERNAME, $OS_PASSWORD and $OS_PROJECT_NAME."
                + " Looked for a file at: conf/glancesync.conf, /etc/glancesync.conf");
  }

  @Test
  void an_address_that_is_none_is_an_error_when_it_is_used() {
    machine.variable("OS_AUTH_URL", "keystone");

    assertThat(machine.errorOfCredential("master"))
        .isEqualTo(
            "the environment: $OS_AUTH_URL is not Keystone's address. Write for example"
                + " https://keystone.example.com:5000/v3");
  }

  @Test
  void a_host_with_an_underscore_is_an_error_that_says_so() {
    machine.variable("OS_AUTH_URL", "http://key_stone:5000/v3");

    assertThat(machine.errorOfCredential("master"))
        .startsWith(
            "the environment: $OS_AUTH_URL is not Keystone's address. In the name of its host"
                + " letters, digits, hyphens and dots are allowed, and no underscore");
  }

  @Test
  void an_unknown_interface_is_an_error_when_it_is_used() {
    machine.variable("OS_INTERFACE", "inner");

    assertThat(machine.errorOfCredential("master"))
        .isEqualTo(
            "the environment: $OS_INTERFACE or $OS_ENDPOINT_TYPE is 'inner'. Write public, internal"
                + " or admin");
  }

  @Test
  void an_address_of_version_2_is_warned_of() {
    machine.variable("OS_AUTH_URL", "http://keystone:5000/v2.0");

    assertThat(password().authUrl()).hasToString("http://keystone:5000/v3");
    assertThat(machine.warnings())
        .containsExactly(
            "the environment, $OS_AUTH_URL: Keystone v2 no longer exists, so v3 is always used:"
                + " use_keystone_v3 has no effect, and a URL that ends in /v2.0 is read as /v3");
  }

  @Test
  void the_file_and_the_environment_may_each_give_a_part() {
    machine
        .conf("[main]", "[master]", "user = glance", "keystone_url = https://own")
        .variable("OS_USER_DOMAIN_NAME", "people")
        .variable("OS_PROJECT_DOMAIN_NAME", "projects")
        .variable("OS_CACERT", "/etc/ca.pem");

    assertThat(password())
        .isEqualTo(
            new Password(
                URI.create("https://own/v3"),
                new Identity.IdentityName("glance", Domain.DEFAULT),
                new Secret("s3cret"),
                new Identity.IdentityName("images", new Domain.DomainName("projects"))));
    // the certificates belong to the other address
    assertThat(machine.target("master").tls()).isEqualTo(Tls.STANDARD);
  }

  @Test
  void the_files_domain_counts_for_the_environments_user() {
    machine.conf("[main]", "[master]", "user_domain = people");

    assertThat(password().user())
        .isEqualTo(new Identity.IdentityName("user", new Domain.DomainName("people")));
  }

  @Test
  void the_files_master_region_counts_more() {
    assertThat(machine.conf("[main]", "master_region = Spain").configuration().masterRegion())
        .hasToString("Spain");
  }

  @Test
  void other_targets_take_nothing_from_it() {
    machine.conf("[main]", "[other]", "user = glance");

    assertThat(machine.errorOfCredential("other"))
        .contains("missing: password, keystone_url, tenant");
  }

  @Test
  void a_cloud_may_be_named() {
    machine
        .variable("OS_CLOUD", "own")
        .variable("OS_REGION_NAME", "")
        .file(
            "etc/openstack/clouds.yaml",
            """
            clouds:
              own:
                auth: {auth_url: http://own, username: me, password: pw, project_name: mine}
                region_name: Burgos
                interface: admin
            """);

    assertThat(machine.configuration().masterRegion()).hasToString("Burgos");
    assertThat(password().authUrl()).hasToString("http://own/v3");
    assertThat(machine.target("master").interfaceName()).isEqualTo("admin");
  }

  @Test
  void beside_a_cloud_the_connections_variables_count_more() {
    machine
        .variable("OS_CLOUD", "own")
        .variable("OS_INTERFACE", "internal")
        .file(
            "etc/openstack/clouds.yaml",
            """
            clouds:
              own:
                auth: {auth_url: http://own, username: me, password: pw, project_name: mine}
                region_name: Burgos
                interface: admin
            """);

    assertThat(machine.configuration().masterRegion()).hasToString("Valladolid");
    assertThat(machine.target("master").interfaceName()).isEqualTo("internal");
  }

  @Test
  void a_cloud_that_does_not_exist_is_an_error_when_it_is_used() {
    machine.variable("OS_CLOUD", "own");

    assertThat(machine.errorOfCredential("master"))
        .isEqualTo(
            "$OS_CLOUD: there is no clouds.yaml to take the cloud 'own' from. Looked for:"
                + " clouds.yaml, /home/.config/openstack/clouds.yaml, /etc/openstack/clouds.yaml."
                + " Another place can be given in $OS_CLIENT_CONFIG_FILE");
  }

  @Test
  void a_cloud_that_does_not_exist_is_an_error_at_once_when_it_should_name_the_master_region() {
    machine.variable("OS_CLOUD", "own").variable("OS_REGION_NAME", "");

    assertThat(machine.error()).startsWith("$OS_CLOUD: there is no clouds.yaml");
  }
}
