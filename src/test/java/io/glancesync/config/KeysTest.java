package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.credential.Domain;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.credential.Tls;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each key, with a value that is not its default. */
class KeysTest {
  @TempDir Path folder;
  Loaded loaded;
  Target other;

  @BeforeEach
  void load_every_key() {
    loaded =
        new Machine(folder)
            .conf(
                "[main]",
                "master_region = master:Spain",
                "preferable_order = Trento, other:Madrid ,master:Berlin",
                "max_children = 4",
                "images_dir = /srv/images",
                "[other]",
                "user = glance",
                "password = s3cret",
                "keystone_url = https://keystone.example.com:5000/v3",
                "tenant = images",
                "user_domain = people",
                "project_domain = 0123456789abcdef0123456789abcdef",
                "interface = internal",
                "cacert = /etc/ssl/own.pem",
                "insecure = yes",
                "forcesyncs = 3f8a4c1e-0b7d-4c58-9a55-1d5a0e6f2b90, 4f8a4c1e-0b7d-4c58-9a55-1d5a0e6f2b90",
                "metadata_condition = image.is_public",
                "metadata_set = nid , type",
                "sync_attributes = Tags , min_ram",
                "replace = 92eb5ffee6ae2fec3ad71c777531578f, OURS, any",
                "rename = Any",
                "dontupdate = 0cc175b9c0f1b6a831c399e269772661",
                "ignore_regions = Spain, other:Region2",
                "only_tenant_images = False",
                "support_obsolete_images = off",
                "obsolete_syncprops = sdc_aware",
                "list_images_timeout = 20",
                "tenant_id = tenant2_id")
            .load();
    other = loaded.configuration().target("other");
  }

  @Test
  void all_are_known() {
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void the_global_ones_arrive() {
    var configuration = loaded.configuration();

    assertThat(configuration.masterRegion()).hasToString("Spain");
    assertThat(configuration.preferableOrder()).containsExactly("Trento", "other:Madrid", "Berlin");
    assertThat(configuration.maxChildren()).isEqualTo(4);
    assertThat(configuration.imagesDir()).isEqualTo(Path.of("/srv/images"));
    assertThat(configuration.targets()).containsOnlyKeys("master", "other");
  }

  @Test
  void the_rules_arrive() {
    var policy = other.policy();

    assertThat(policy.forcesyncs())
        .containsExactlyInAnyOrder(
            "3f8a4c1e-0b7d-4c58-9a55-1d5a0e6f2b90", "4f8a4c1e-0b7d-4c58-9a55-1d5a0e6f2b90");
    assertThat(policy.condition()).isPresent();
    assertThat(policy.metadataSet()).containsExactlyInAnyOrder("nid", "type");
    assertThat(policy.syncAttributes())
        .containsExactlyInAnyOrder(Attribute.TAGS, Attribute.MIN_RAM);
    assertThat(policy.syncMembers()).isFalse();
    assertThat(policy.replace())
        .containsExactlyInAnyOrder("92eb5ffee6ae2fec3ad71c777531578f", Policy.OURS, Policy.ANY);
    assertThat(policy.rename()).containsExactly(Policy.ANY);
    assertThat(policy.dontupdate()).containsExactly("0cc175b9c0f1b6a831c399e269772661");
    assertThat(policy.onlyTenantImages()).isFalse();
    assertThat(policy.supportObsoleteImages()).isFalse();
    assertThat(policy.obsoleteSyncprops()).containsExactly("sdc_aware");
  }

  @Test
  void the_credential_arrives() {
    assertThat(other.credential())
        .isEqualTo(
            new Password(
                URI.create("https://keystone.example.com:5000/v3"),
                new Identity.IdentityName("glance", new Domain.DomainName("people")),
                new Secret("s3cret"),
                new Identity.IdentityName(
                    "images", new Domain.DomainId("0123456789abcdef0123456789abcdef"))));
  }

  @Test
  void the_rest_of_a_target_arrives() {
    assertThat(other.ignoreRegions()).containsExactlyInAnyOrder("Spain", "Region2");
    assertThat(other.listImagesTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(other.tenantId()).contains("tenant2_id");
    assertThat(other.tenantName()).contains("images");
    assertThat(other.interfaceName()).isEqualTo("internal");
    assertThat(other.tls()).isEqualTo(new Tls(Optional.of(Path.of("/etc/ssl/own.pem")), true));
  }
}
