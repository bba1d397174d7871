package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to say who signs in. (The key {@code credential} is what all other tests use.) */
@EndToEnd
class CredentialsIT {
  private static final String ACCOUNT = "keystone-a.user.";

  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void an_image_of_ours_and_one_of_the_partners() {
    World.clear();
    VALLADOLID.image("ours").id();
    VALLADOLID.as("partner").image("partners").id();
    glancesync = new Command(folder);
  }

  private static String of(String user, String key) {
    return World.property(ACCOUNT + user + "." + key);
  }

  /** A {@code clouds.yaml} with this account. */
  private void signsInWithCloud(String kind, String account) throws IOException {
    Path clouds = folder.resolve("clouds.yaml");
    Files.writeString(
        clouds,
        """
        clouds:
          here:
            auth_type: %s
            auth:
              auth_url: "%s"
        %s
            region_name: Valladolid
            interface: public
        """
            .formatted(kind, World.property("keystone-a.url"), account.indent(6).stripTrailing()));
    glancesync
        .with("OS_CLIENT_CONFIG_FILE", clouds.toString())
        .configured("[main]\nmaster_region = Valladolid\n[master]\ncloud = here");
    glancesync.run("sync", "Burgos").exits(0);
  }

  private static String account(String user) {
    return """
        username: "%1$s"
        password: "%2$s"
        project_name: "%3$s"
        user_domain_name: "%4$s"
        project_domain_name: "%4$s"
        """
        .formatted(user, of(user, "password"), of(user, "project"), of(user, "domain"));
  }

  private static void onlyOursWasCopied() {
    assertThat(BURGOS.names()).containsExactly("ours");
    assertThat(BURGOS.only("ours").path("owner").asText()).isEqualTo(BURGOS.project());
  }

  private static void onlyThePartnersWasCopied() {
    assertThat(BURGOS.names()).containsExactly("partners");
    assertThat(BURGOS.only("partners").path("owner").asText())
        .isEqualTo(BURGOS.as("partner").project());
  }

  @Test
  void a_cloud_with_a_password() throws IOException {
    signsInWithCloud("password", account("sync"));
    onlyOursWasCopied();
  }

  @Test
  void a_cloud_with_an_application_credential() throws IOException {
    String credential = "keystone-a.application_credential.";
    signsInWithCloud(
        "v3applicationcredential",
        """
        application_credential_id: "%s"
        application_credential_secret: "%s"
        """
            .formatted(World.property(credential + "id"), World.property(credential + "secret")));
    onlyOursWasCopied();
  }

  @Test
  void a_cloud_of_a_user_in_another_domain() throws IOException {
    signsInWithCloud("password", account("partner"));
    onlyThePartnersWasCopied();
  }

  @Test
  void the_environment_alone() {
    glancesync
        .with("OS_AUTH_URL", World.property("keystone-a.url"))
        .with("OS_USERNAME", "sync")
        .with("OS_PASSWORD", of("sync", "password"))
        .with("OS_PROJECT_NAME", of("sync", "project"))
        .with("OS_USER_DOMAIN_NAME", "Default")
        .with("OS_PROJECT_DOMAIN_NAME", "Default")
        .with("OS_REGION_NAME", "Valladolid");
    glancesync.run("sync", "Burgos").exits(0);
    onlyOursWasCopied();
  }

  @Test
  void single_keys_with_a_domain_and_the_rest_from_the_environment() {
    glancesync
        .with("OS_AUTH_URL", World.property("keystone-a.url"))
        .with("OS_PASSWORD", of("partner", "password"))
        .configured(
            """
            [main]
            master_region = Valladolid
            [master]
            user = partner
            tenant = %s
            user_domain = Partners
            project_domain = Partners
            """
                .formatted(of("partner", "project")));
    glancesync.run("sync", "Burgos").exits(0);
    onlyThePartnersWasCopied();
  }

  @Test
  void a_keystone_v2_address_is_read_as_v3() {
    String address = World.property("keystone-a.url").replace("/v3", "/v2.0");
    glancesync.configured(
        "[main]\nmaster_region = Valladolid\n[master]\ncredential = "
            + World.credential("keystone-a", "sync", address));
    Command.Result sync = glancesync.run("sync", "Burgos").exits(0);
    assertThat(sync.err()).contains("v3").contains("warning");
    onlyOursWasCopied();
  }
}
