package io.glancesync.config.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Machine;
import io.glancesync.config.Target;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several places a credential is taken from. */
class CredentialKeysTest {
  private static final String ONE = "credential = one,b25l,http://one/v3,project1";

  @TempDir Path folder;

  private Machine machine(String... lines) {
    return new Machine(folder)
        .conf("[main]\nmaster_region = Spain\n" + String.join("\n", lines))
        .file("home/.config/openstack/clouds.yaml", TWO);
  }

  private static final String TWO =
      """
      clouds:
        two:
          auth: {auth_url: http://two, username: two, password: two, project_name: project2}
      """;

  private static Password password(Target target) {
    return (Password) target.credential();
  }

  private static Password simple(String name, String project) {
    return new Password(
        URI.create("http://" + name + "/v3"),
        new Identity.IdentityName(name, Domain.DEFAULT),
        new Secret(name),
        new Identity.IdentityName(project, Domain.DEFAULT));
  }

  @Test
  void it_may_stand_in_one_line() {
    var target = machine("[other]", ONE).target("other");

    assertThat(target.credential()).isEqualTo(simple("one", "project1"));
    assertThat(target.tenantName()).contains("project1");
  }

  @Test
  void it_may_stand_in_clouds_yaml() {
    var target = machine("[other]", "cloud = two").target("other");

    assertThat(target.credential()).isEqualTo(simple("two", "project2"));
    assertThat(target.tenantName()).contains("project2");
  }

  @Test
  void it_may_stand_in_the_defaults() {
    assertThat(machine("[DEFAULT]", ONE, "[other]").target("other").credential())
        .isEqualTo(simple("one", "project1"));
  }

  @Test
  void its_parts_may_stand_in_several_places() {
    var target =
        machine(
                "[DEFAULT]",
                "keystone_url = http://three",
                "tenant = project3",
                "user = default",
                "[other]",
                "user = three",
                "password = three")
            .target("other");

    assertThat(target.credential()).isEqualTo(simple("three", "project3"));
  }

  @Test
  void a_sections_line_counts_more_than_the_defaults_keys() {
    var target =
        machine(
                "[DEFAULT]",
                "user = u",
                "password = p",
                "keystone_url = http://k",
                "tenant = t",
                "[other]",
                ONE)
            .target("other");

    assertThat(target.credential()).isEqualTo(simple("one", "project1"));
  }

  @Test
  void a_sections_cloud_counts_more_than_the_defaults_line() {
    var machine = machine("[DEFAULT]", ONE, "[other]", "cloud = two");

    assertThat(machine.target("other").credential()).isEqualTo(simple("two", "project2"));
    assertThat(machine.warnings()).isEmpty();
  }

  @Test
  void a_sections_line_counts_more_than_the_defaults_cloud() {
    var machine = machine("[DEFAULT]", "cloud = two", "[other]", ONE);

    assertThat(machine.target("other").credential()).isEqualTo(simple("one", "project1"));
    assertThat(machine.warnings()).isEmpty();
  }

  @Test
  void an_empty_value_takes_the_defaults_away() {
    assertThat(machine("[DEFAULT]", "cloud = two", "[other]", "cloud =").errorOfCredential("other"))
        .contains("missing: user, password, keystone_url, tenant");
  }

  @Test
  void beside_a_line_the_single_keys_are_ignored_with_a_warning() {
    var machine = machine("[other]", ONE, "user = someone");

    assertThat(machine.target("other").credential()).isEqualTo(simple("one", "project1"));
    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf:5: key user in section [other] is ignored, because credential"
                + " is there too, and is used");
  }

  @Test
  void beside_all_four_single_keys_the_line_is_ignored_with_a_warning() {
    var machine =
        machine(
            "[other]",
            ONE,
            "user = three",
            "password = three",
            "tenant = project3",
            "keystone_url = http://three");

    assertThat(machine.target("other").credential()).isEqualTo(simple("three", "project3"));
    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf:4: key credential in section [other] is ignored, because user,"
                + " password, keystone_url and tenant are there too, and are used");
  }

  @Test
  void beside_a_cloud_all_other_keys_are_ignored_with_a_warning() {
    var machine = machine("[other]", ONE, "cloud = two");

    assertThat(machine.target("other").credential()).isEqualTo(simple("two", "project2"));
    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf:4: key credential in section [other] is ignored, because key"
                + " cloud is used (conf/glancesync.conf:5)");
  }

  @Test
  void an_override_of_a_part_hides_the_cloud_with_a_warning() {
    assertThat(machine("[other]", "cloud = two").warnings("other.password=x"))
        .containsExactly(
            "conf/glancesync.conf:4: key cloud in section [other] is ignored, because key password"
                + " is used (--config)");
  }

  @Test
  void the_domain_default_is_known_by_its_id() {
    var target =
        machine("[other]", ONE, "user_domain = default", "project_domain = Images").target("other");

    assertThat(password(target).user())
        .isEqualTo(new Identity.IdentityName("one", new Domain.DomainId("default")));
    assertThat(password(target).project())
        .isEqualTo(new Identity.IdentityName("project1", new Domain.DomainName("Images")));
  }

  @Test
  void an_incomplete_one_is_an_error_only_when_it_is_used() {
    var machine = machine("[other]", "user = one", "keystone_url = http://one", "tenant = images");

    assertThat(machine.target("other").tenantName()).contains("images");
    assertThat(machine.errorOfCredential("other"))
        .isEqualTo(
            "conf/glancesync.conf: there is no complete credential for the target 'other'; missing:"
                + " password. Give it in section [other] as 'cloud = NAME' (an entry of"
                + " clouds.yaml), as 'credential = user,base64(password),keystone_url,tenant', or"
                + " as the keys user, password, keystone_url and tenant");
  }

  @Test
  void for_the_target_master_the_environment_is_one_more_way() {
    assertThat(machine().errorOfCredential("master"))
        .isEqualTo(
            "conf/glancesync.conf: there is no complete credential for the target 'master';"
                + " missing: user, password, keystone_url, tenant. Give it in section [master] as"
                + " 'cloud = NAME' (an entry of clouds.yaml), as 'credential ="
                + " user,base64(password),keystone_url,tenant', or as the keys user, password,"
                + " keystone_url and tenant; or in the environment: $OS_CLOUD, or $OS_AUTH_URL,"
                + " $OS_USERNAME, $OS_PASSWORD and $OS_PROJECT_NAME");
  }

  @Test
  void a_url_that_is_none_is_an_error_at_once() {
    assertThat(machine("[other]", "keystone_url = server").error())
        .isEqualTo(
            "conf/glancesync.conf:4: section [other], key keystone_url: 'server' is not Keystone's"
                + " address. Write for example https://keystone.example.com:5000/v3");
  }

  @Test
  void a_url_with_a_password_in_it_is_an_error_that_does_not_show_it() {
    assertThat(machine("[other]", "keystone_url = http://one:hunter2@server").error())
        .isEqualTo(
            "conf/glancesync.conf:4: section [other], key keystone_url: the value (not shown here)"
                + " is not Keystone's address. Write for example"
                + " https://keystone.example.com:5000/v3");
  }
}
