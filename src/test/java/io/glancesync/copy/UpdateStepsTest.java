package io.glancesync.copy;

import static io.glancesync.engine.Targets.current;
import static io.glancesync.engine.Targets.target;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.retirementOf;
import static io.glancesync.transfer.Transfers.updateOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableClock;
import io.glancesync.error.TransferException.CompanionMissing;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.ListingReader;
import io.glancesync.openstack.OptionalParts;
import io.glancesync.openstack.TokenCache;
import io.glancesync.plan.Companion;
import io.glancesync.plan.Role;
import io.glancesync.plan.Step;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is changed of an image that the region has, once its kernel and ramdisk are known. */
class UpdateStepsTest {
  private static final Image MASTER = anImage("a").with("nid", "1").build();
  private static final Image EXISTING = anImage("a").withId("here").build();
  private static final Companion KERNEL =
      new Companion(Role.KERNEL, anImage("my kernel & co").withContent("m").build());
  private static final Companion RAMDISK =
      new Companion(Role.RAMDISK, anImage("ramdisk").isHidden().build());

  private static final ListingReader LISTINGS =
      new ListingReader(it -> Duration.ZERO, () -> 0, new OptionalParts(), Object::toString);

  private final UpdateSteps updateSteps = new UpdateSteps(signedIn(), LISTINGS);

  private static TokenCache signedIn() {
    var sessions = new TokenCache(current(target("master", "http://k1/v3")), new SettableClock());
    String answer =
        """
        {"token":{"expires_at":"2100-01-01T00:00:00Z","project":{"id":"ours"},"catalog":[]}}
        """;
    sessions.store(Transfers.BURGOS, "token", answer);
    return sessions;
  }

  private String patch(Transfer transfer) {
    return new Glance().patch(updateSteps.changes(transfer));
  }

  @Test
  void the_regions_image_is_changed_not_the_masters() {
    assertThat(updateSteps.image(updateOf(MASTER, EXISTING))).isEqualTo(new ImageId("here"));
    assertThat(updateSteps.image(retirementOf(MASTER, EXISTING))).isEqualTo(new ImageId("here"));
  }

  @Test
  void an_update_is_the_changes_of_its_plan() {
    String patch = "[{\"op\":\"add\",\"path\":\"/nid\",\"value\":\"1\"}]";

    assertThat(patch(updateOf(MASTER, EXISTING))).isEqualTo(patch);
    assertThat(patch(retirementOf(MASTER, EXISTING))).isEqualTo(patch);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "my kernel & co | my+kernel+%26+co",
        "in:krn         | in%3Akrn",
        "a,\"b\":c     | a%2C%22b%22%3Ac",
        "eq:krn         | eq%3Akrn"
      })
  void a_kernel_is_asked_for_by_its_name_of_which_nothing_is_an_operator(
      String name, String asked) {
    var kernel = new Companion(Role.KERNEL, anImage(name).build());

    assertThat(updateSteps.search(uploadOf(MASTER, kernel)).listing().query())
        .isEqualTo("limit=1000&status=active&name=eq%3A" + asked);
  }

  @Test
  void a_hidden_ramdisk_is_looked_for_among_hidden_images() {
    assertThat(updateSteps.search(uploadOf(MASTER, RAMDISK)).listing().query())
        .isEqualTo("limit=1000&os_hidden=true&status=active&name=eq%3Aramdisk");
  }

  @Test
  void one_companion_after_the_other_is_found() throws CompanionMissing {
    Transfer one =
        updateSteps.withCompanion(
            uploadOf(MASTER, KERNEL, RAMDISK), page(image("k1", "my kernel & co", "m")));

    assertThat(one.needsCompanion()).isTrue();

    Transfer both =
        updateSteps.withCompanion(one, page(image("r1", "ramdisk", "checksum of ramdisk")));

    assertThat(both.needsCompanion()).isFalse();
    assertThat(((Step.Copy) both.step()).wanted().properties())
        .containsEntry("kernel_id", id("k1"))
        .containsEntry("ramdisk_id", id("r1"));
  }

  @Test
  void an_update_gets_the_id_too() throws CompanionMissing {
    Transfer found =
        updateSteps.withCompanion(
            updateOf(MASTER, EXISTING, KERNEL), page(image("k1", "my kernel & co", "m")));

    assertThat(patch(found)).contains("{\"op\":\"add\",\"path\":\"/kernel_id\"");
  }

  @Test
  void of_several_the_one_with_the_masters_content_is_taken_always_the_same() throws Exception {
    List<Image> page =
        page(
            image("k0", "my kernel & co", "other"),
            image("k3", "my kernel & co", "m"),
            image("k2", "my kernel & co", "m"),
            image("k1", "MY KERNEL & CO", "m"));

    Transfer found = updateSteps.withCompanion(uploadOf(MASTER, KERNEL), page);

    assertThat(((Step.Copy) found.step()).wanted().property("kernel_id")).isEqualTo(id("k2"));
  }

  @Test
  void another_projects_kernel_of_that_name_is_not_ours() {
    List<Image> theirs =
        page(image("k1", "my kernel & co", "m").replace("{", "{\"owner\":\"theirs\","));

    assertThatThrownBy(() -> updateSteps.withCompanion(uploadOf(MASTER, KERNEL), theirs))
        .isInstanceOf(CompanionMissing.class);
  }

  @Test
  void a_kernel_that_did_not_get_there_is_an_error_that_names_it() {
    List<Image> others = page(image("k0", "my kernel & co", "other"));

    for (List<Image> page : List.of(page(), others)) {
      assertThatThrownBy(() -> updateSteps.withCompanion(uploadOf(MASTER, KERNEL), page))
          .isInstanceOf(CompanionMissing.class)
          .hasMessageContaining("its kernel my kernel & co is not there");
    }
  }

  private static List<Image> page(String... images) {
    String text = Stream.of(images).collect(Collectors.joining(",", "{\"images\":[", "]}"));
    try {
      return LISTINGS.page(null, new ByteArrayInputStream(text.getBytes(UTF_8)), null).images();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(String name) {
    return "00000000-0000-4000-8000-0000000000" + name.replace("k", "a").replace("r", "b");
  }

  private static String image(String key, String name, String checksum) {
    return """
        {"id":"%s","name":"%s","status":"active","visibility":"public","checksum":"%s","size":1000}
        """
        .formatted(id(key), name, checksum);
  }
}
