package io.glancesync.config.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.Machine;
import io.glancesync.config.Target;
import io.glancesync.config.source.ConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key {@code cloud}. */
class CloudsYamlTest {
  @TempDir Path folder;
  Machine machine;

  @BeforeEach
  void refer_to_a_cloud() {
    machine = new Machine(folder).conf("[main]", "master_region = A", "[other]", "cloud = own");
  }

  private Machine clouds(String yaml) {
    return machine.file("home/.config/openstack/clouds.yaml", yaml);
  }

  private static String cloudAt(String url) {
    return """
        clouds:
          own:
            auth: {auth_url: '%s', username: me, password: pw, project_name: mine}
        """
        .formatted(url);
  }

  private Target other() {
    return machine.target("other");
  }

  @Test
  void a_password_may_have_names_and_domains() {
    clouds(
        """
        clouds:
          own:
            auth_type: password
            auth:
              auth_url: https://host/identity
              username: me
              password: 's3cret'
              project_name: mine
              user_domain_name: people
              project_domain_id: d2
        """);

    assertThat(other().credential())
        .isEqualTo(
            new Password(
                URI.create("https://host/identity/v3"),
                new Identity.IdentityName("me", new Domain.DomainName("people")),
                new Secret("s3cret"),
                new Identity.IdentityName("mine", new Domain.DomainId("d2"))));
    assertThat(other().tenantName()).contains("mine");
    assertThat(machine.warnings()).isEmpty();
  }

  @Test
  void a_password_may_have_ids() {
    clouds(
        """
        clouds:
          own:
            auth: {auth_url: http://a/v3, user_id: u1, password: pw, project_id: p1}
        """);

    var credential = (Password) other().credential();

    assertThat(credential.user()).isEqualTo(new Identity.IdentityId("u1"));
    assertThat(credential.project()).isEqualTo(new Identity.IdentityId("p1"));
    assertThat(other().tenantName()).isEmpty();
  }

  @Test
  void one_domain_may_serve_for_both() {
    clouds(
        """
        clouds:
          own:
            auth:
              {auth_url: http://a, username: u, password: pw, tenant_name: p, domain_name: corp}
        """);

    assertThat(((Password) other().credential()).project())
        .isEqualTo(new Identity.IdentityName("p", new Domain.DomainName("corp")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123", "1e5", "0x10", "1_000", "true", "~", "null", "2026-01-01", "1.0"})
  void a_password_is_taken_as_it_is_written(String password) {
    clouds(cloudAt("http://a").replace("password: pw", "password: " + password));

    assertThat(((Password) other().credential()).password().reveal()).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "~", "Null", "NULL", ""})
  void what_stands_for_nothing_is_not_set(String nothing) {
    clouds(
        """
        clouds:
          own:
            auth:
              {auth_url: http://a, username: me, password: pw, project_name: mine}
            interface: %1$s
            region_name: %1$s
            cacert: %1$s
            verify: %1$s
            project_id: %1$s
            user_domain_id: %1$s
            user_domain_name: people
        """
            .formatted(nothing));

    var credential = (Password) other().credential();
    assertThat(credential.user())
        .isEqualTo(new Identity.IdentityName("me", new Domain.DomainName("people")));
    assertThat(credential.project()).isEqualTo(new Identity.IdentityName("mine", Domain.DEFAULT));
    assertThat(other().interfaceName()).isEqualTo("public");
    assertThat(other().tls()).isEqualTo(Tls.STANDARD);
  }

  @Test
  void what_is_quoted_is_a_text() {
    clouds(cloudAt("http://a").replace("username: me", "username: 'null'"));

    assertThat(((Password) other().credential()).user())
        .isEqualTo(new Identity.IdentityName("null", Domain.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({
    "verify: no, true",
    "verify: Off, true",
    "verify: FALSE, true",
    "verify: yes, false",
    "verify: on, false",
    "insecure: yes, true",
    "insecure: ON, true",
    "insecure: no, false",
    "insecure: off, false"
  })
  void yes_and_no_and_on_and_off_are_truth_values(String line, boolean isInsecure) {
    clouds(cloudAt("http://a") + "    " + line + "\n");

    assertThat(other().tls().insecure()).isEqualTo(isInsecure);
  }

  @Test
  void a_truth_value_that_is_none_is_an_error() {
    clouds(cloudAt("http://a") + "    verify: /etc/ssl/own.pem\n");

    assertThatThrownBy(() -> other().credential())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cloud 'own': verify is neither true nor false")
        .hasMessageContaining("cacert");
  }

  @ParameterizedTest
  @CsvSource({"'', B, admin", "'region_name: C', C, public", "'region_name: D', D, internal"})
  void a_list_of_regions_says_which_one_is_meant_and_how_it_is_reached(
      String line, String region, String interfaceName) {
    machine.conf("[master]", "cloud = own");
    clouds(
        cloudAt("http://a")
            + """
                interface: public
                %s
                regions:
                  - {name: B, values: {interface: admin}}
                  - C
                  - name: D
                    values: {interface: internal, auth: {project_name: yours}}
            """
                .formatted(line));

    assertThat(machine.configuration().masterRegion()).hasToString(region);
    assertThat(machine.target("master").interfaceName()).isEqualTo(interfaceName);
    assertThat(((Password) machine.target("master").credential()).project())
        .isEqualTo(
            new Identity.IdentityName(region.equals("D") ? "yours" : "mine", Domain.DEFAULT));
  }

  @Test
  void the_master_region_picks_its_entry_of_the_list() {
    machine.conf("[main]", "master_region = D", "[master]", "cloud = own");
    clouds(
        cloudAt("http://a")
            + """
                regions: [B, {name: D, values: {interface: internal}}]
            """);

    assertThat(machine.target("master").interfaceName()).isEqualTo("internal");
  }

  @Test
  void a_list_of_regions_without_the_master_region_says_nothing() {
    machine.conf("[main]", "master_region = X", "[master]", "cloud = own");
    clouds(cloudAt("http://a") + "    regions: [B, {values: 1}, ~]\n");

    assertThat(machine.configuration().masterRegion()).hasToString("X");
    assertThat(machine.target("master").interfaceName()).isEqualTo("public");
  }

  @Test
  void anchors_and_merges_work() {
    clouds(
        """
        base: &base
          auth: &auth {auth_url: http://a, username: me, password: pw, project_name: mine}
          interface: internal
        clouds:
          own:
            <<: *base
            auth:
              <<: *auth
              project_name: yours
        """);

    assertThat(((Password) other().credential()).project())
        .isEqualTo(new Identity.IdentityName("yours", Domain.DEFAULT));
    assertThat(other().interfaceName()).isEqualTo("internal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth_type: v3applicationcredential", "region_name: x"})
  void an_application_credential_is_known_by_its_type_or_its_secret(String line) {
    clouds(
        """
        clouds:
          own:
            %s
            auth:
              auth_url: http://a
              application_credential_id: a1
              application_credential_secret: hidden
        """
            .formatted(line));

    assertThat(other().credential())
        .isEqualTo(
            new ApplicationCredential(
                URI.create("http://a/v3"),
                new ApplicationCredential.CredentialKey.CredentialId("a1"),
                new Secret("hidden")));
  }

  @Test
  void an_application_credential_may_have_a_name_and_its_user() {
    clouds(
        """
        clouds:
          own:
            auth_type: v3applicationcredential
            auth:
              auth_url: http://a
              application_credential_name: sync
              application_credential_secret: hidden
              username: me
              user_domain_name: people
        """);

    assertThat(((ApplicationCredential) other().credential()).key())
        .isEqualTo(
            new ApplicationCredential.CredentialKey.CredentialName(
                "sync", new Identity.IdentityName("me", new Domain.DomainName("people"))));
  }

  @Test
  void the_connection_comes_along() {
    clouds(
        cloudAt("http://a")
            + """
                verify: false
                cacert: ~/ca.pem
                endpoint_type: internalURL
            """);

    assertThat(other().tls()).isEqualTo(new Tls(Optional.of(folder.resolve("home/ca.pem")), true));
    assertThat(other().interfaceName()).isEqualTo("internal");
  }

  @Test
  void the_sections_keys_count_more() {
    machine.conf(
        "[main]",
        "master_region = A",
        "[other]",
        "cloud = own",
        "interface = admin",
        "insecure = False",
        "cacert = /etc/ca.pem");
    clouds(cloudAt("http://a") + "    verify: false\n    interface: internal\n");

    assertThat(other().tls()).isEqualTo(new Tls(Optional.of(Path.of("/etc/ca.pem")), false));
    assertThat(other().interfaceName()).isEqualTo("admin");
  }

  @Test
  void the_masters_region_names_the_master_region_when_nothing_else_does() {
    machine.conf("[master]", "cloud = own");
    clouds(cloudAt("http://a") + "    region_name: Burgos\n");

    assertThat(machine.configuration().masterRegion()).hasToString("Burgos");
    assertThat(machine.configuration("main.master_region=Spain").masterRegion())
        .hasToString("Spain");
    assertThat(machine.variable("OS_REGION_NAME", "Trento").configuration().masterRegion())
        .hasToString("Trento");
  }

  @Test
  void secure_yaml_is_laid_over_clouds_yaml() {
    clouds(
        """
        clouds:
          own:
            auth: {auth_url: http://a, username: me, project_name: mine}
        """);
    machine.file("etc/openstack/secure.yaml", "clouds:", "  own:", "    auth: {password: s3cret}");

    assertThat(((Password) other().credential()).password().reveal()).isEqualTo("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "work/clouds.yaml,                   http://work/v3",
    "work/clouds.yml,                    http://work/v3",
    "home/.config/openstack/clouds.yaml, http://home/v3",
    "etc/openstack/clouds.json,          http://etc/v3",
  })
  void it_is_looked_for_in_the_usual_places(String place, String url) {
    machine.file(place, cloudAt(url));

    assertThat(other().credential().authUrl()).hasToString(url);
  }

  @Test
  void the_first_place_wins_and_the_variable_comes_before_all() {
    machine
        .file("work/clouds.yaml", cloudAt("http://work"))
        .file("home/.config/openstack/clouds.yaml", cloudAt("http://home"))
        .file("etc/openstack/clouds.yaml", cloudAt("http://etc"))
        .file("work/my.yaml", cloudAt("http://variable"));

    assertThat(other().credential().authUrl()).hasToString("http://work/v3");
    machine.variable("OS_CLIENT_CONFIG_FILE", "my.yaml");
    assertThat(other().credential().authUrl()).hasToString("http://variable/v3");
  }

  @Test
  void secure_yaml_may_be_named_too() {
    clouds("clouds: {own: {auth: {auth_url: http://a, username: me, project_name: mine}}}");
    machine
        .file("work/my.yaml", "clouds: {own: {auth: {password: s3cret}}}")
        .variable("OS_CLIENT_SECURE_FILE", "my.yaml");

    assertThat(((Password) other().credential()).password().reveal()).isEqualTo("s3cret");
  }

  @Test
  void an_unknown_name_is_an_error_with_the_nearest_one() {
    clouds("clouds: {won: {}, far-away: {}}");

    assertThat(machine.errorOfCredential("other"))
        .isEqualTo(
            "conf/glancesync.conf:4: section [other], key cloud:"
                + " /home/.config/openstack/clouds.yaml: no cloud is called 'own'; did you mean"
                + " 'won'?");
  }

  @Test
  void an_unknown_name_like_no_other_is_an_error_with_all_of_them() {
    clouds("clouds: {production: {}, far-away: {}}");

    assertThat(machine.errorOfCredential("other"))
        .endsWith("no cloud is called 'own'; it has: production, far-away");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "clouds:", "clouds: []", "own: {}", "- clouds", "text"})
  void a_file_without_clouds_is_an_error(String yaml) {
    clouds(yaml);

    assertThat(machine.errorOfCredential("other"))
        .endsWith("no cloud is called 'own'; there is none");
  }

  @Test
  void a_named_file_that_is_not_there_is_an_error() {
    machine.variable("OS_CLIENT_CONFIG_FILE", "none.yaml");

    assertThat(machine.errorOfCredential("other"))
        .isEqualTo(
            "conf/glancesync.conf:4: section [other], key cloud: $OS_CLIENT_CONFIG_FILE: the file"
                + " none.yaml does not exist or cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auth_url: http://a, username: u, password: p | auth.project_name is missing, without which"
            + " nobody can sign in",
        "auth_url: http://a, username: u, project_id: p | auth.password is missing, without which"
            + " nobody can sign in",
        "auth_url: http://a, password: p, project_id: p | auth.username is missing, without which"
            + " nobody can sign in",
        "username: u, password: p, project_id: p | auth.auth_url is missing, without which nobody"
            + " can sign in",
        "auth_url: a, username: u, password: p, project_id: p | auth.auth_url is not Keystone's"
            + " address. Write for example https://keystone.example.com:5000/v3",
        "auth_url: 'http://key_stone:5000', username: u, password: p, project_id: p | auth.auth_url"
            + " is not Keystone's address. In the name of its host letters, digits, hyphens and dots"
            + " are allowed, and no underscore; give the server another name, or use its IP address",
        "auth_url: http://a, application_credential_secret: p | auth.application_credential_id is"
            + " missing, without which nobody can sign in",
      })
  void a_part_that_is_missing_or_wrong_is_an_error(String auth, String message) {
    clouds("clouds: {own: {auth: {%s}}}".formatted(auth));

    assertThat(machine.errorOfCredential("other"))
        .isEqualTo(
            "conf/glancesync.conf:4: section [other], key cloud:"
                + " /home/.config/openstack/clouds.yaml, cloud 'own': "
                + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "v3oidcpassword", "v2password", "none"})
  void another_type_is_an_error(String type) {
    clouds(cloudAt("http://a") + "    auth_type: " + type + "\n");

    assertThat(machine.errorOfCredential("other"))
        .endsWith(
            "cloud 'own': auth_type is '%s', but GlanceSync can only use password, v3password and"
                    .formatted(type)
                + " v3applicationcredential");
  }

  @Test
  void an_unknown_interface_is_an_error() {
    clouds(cloudAt("http://a") + "    interface: inner\n");

    assertThat(machine.errorOfCredential("other"))
        .endsWith("cloud 'own': interface is 'inner'. Write public, internal or admin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*hunter2", "hunter2: hunter2: x", "'hunter2", "`hunter2", "%hunter2", "[hunter2"})
  void a_file_that_is_no_yaml_is_an_error_that_shows_nothing_of_it(String password) {
    clouds("clouds:\n  own:\n    auth:\n      password: " + password + "\n");

    assertThat(machine.errorOfCredential("other"))
        .matches(
            "conf/glancesync.conf:4: section \\[other\\], key cloud:"
                + " /home/.config/openstack/clouds.yaml:[45]: this is not YAML. A value with one of"
                + " : # \\* & % @ ` in it needs quotes");
  }

  @Test
  void an_address_of_version_2_is_warned_of() {
    clouds(cloudAt("http://a/v2.0"));

    assertThat(machine.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "/home/.config/openstack/clouds.yaml, cloud 'own', auth.auth_url: Keystone v2 no"
                + " longer exists");
  }

  @Test
  void a_password_that_everybody_can_read_is_warned_of() {
    clouds(cloudAt("http://a"));
    machine.permissions("home/.config/openstack/clouds.yaml", "rw-r--r--");

    assertThat(machine.warnings())
        .containsExactly(
            "/home/.config/openstack/clouds.yaml: this file holds a password, and every user of"
                + " this machine can read it; run: chmod o-rwx"
                + " /home/.config/openstack/clouds.yaml");
  }

  @Test
  void the_open_part_may_be_read_by_everybody() {
    clouds("clouds: {own: {auth: {auth_url: http://a, username: me, project_name: mine}}}");
    machine
        .permissions("home/.config/openstack/clouds.yaml", "rw-r--r--")
        .file("home/.config/openstack/secure.yaml", "clouds: {own: {auth: {password: s3cret}}}");

    assertThat(machine.warnings()).isEmpty();
  }
}
