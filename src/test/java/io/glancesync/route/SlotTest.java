package io.glancesync.route;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.CopyId;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException.NoIdLeft;
import io.glancesync.transfer.Transfers;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An id for a copy, and what was found under it. */
class SlotTest {
  private static final Image MASTER = anImage("ubuntu").withHash("sha512", "h").build();
  private static final Transfer UPLOAD = uploadOf(MASTER);

  @Test
  void the_first_id_is_the_computed_one_and_has_to_be_tried() {
    Slot slot = Slot.first(UPLOAD);

    assertThat(slot.id()).isEqualTo(CopyId.of(Transfers.BURGOS, MASTER, 0));
    assertThat(slot.isUnknown()).isTrue();
    assertThat(slot.isEmpty()).isFalse();
    assertThat(slot.isUsedUp()).isFalse();
  }

  @Test
  void another_region_has_another_id() {
    Transfer elsewhere = Transfers.to(RegionName.of("other:Burgos"), UPLOAD);

    assertThat(Slot.first(elsewhere).id()).isNotEqualTo(Slot.first(UPLOAD).id());
  }

  @Test
  void what_was_just_created_waits_for_its_content() {
    assertThat(Slot.first(UPLOAD).created().isEmpty()).isTrue();
  }

  @Test
  void what_an_outage_hid_is_the_copy_that_was_published_and_not_somebody_elses() {
    Slot slot = Slot.first(UPLOAD);

    assertThat(slot.found(UPLOAD, MASTER).isUsedUp()).isTrue();
    assertThat(slot.found(UPLOAD.nextAttempt(), MASTER).isUsedUp()).isFalse();
  }

  static Arguments[] found() {
    return new Arguments[] {
      found("queued", image().withStatus("queued").ofSize(0), Slot.Content.EMPTY),
      found("complete", image().isHidden(), Slot.Content.COMPLETE),
      found("published once", image(), Slot.Content.TAKEN),
      found(
          "published and retired since",
          anImage("ubuntu_obsolete").withHash("sha512", "h").isHidden(),
          Slot.Content.TAKEN),
      found("no checksum to compare", image().isHidden().withoutChecksum(), Slot.Content.COMPLETE),
      found("a dead sender's", image().withStatus("saving"), Slot.Content.DEBRIS),
      found("killed", image().withStatus("killed"), Slot.Content.DEBRIS),
      found("too short", image().isHidden().withContent("x").ofSize(999), Slot.Content.DEBRIS),
      found(
          "too short, nothing else to compare",
          image().isHidden().withoutChecksum().withHash("sha256", "h").ofSize(999),
          Slot.Content.DEBRIS),
      found("other bytes", image().isHidden().withContent("x"), Slot.Content.DEBRIS),
      found(
          "other hash",
          image().isHidden().withoutChecksum().withHash("sha512", "x"),
          Slot.Content.DEBRIS),
      found("deactivated by a person", image().withStatus("deactivated"), Slot.Content.TAKEN),
      found("a status of the future", image().withStatus("pondering"), Slot.Content.TAKEN),
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  void what_is_there_already_becomes_the_copy_if_it_can(
      String why, Image image, Slot.Content content) {
    Slot first = Slot.first(UPLOAD);

    assertThat(first.found(UPLOAD, image)).isEqualTo(new Slot(first.id(), 0, content));
  }

  @Test
  void debris_is_removed_but_what_a_person_changed_is_not() {
    Slot debris = Slot.first(UPLOAD).found(UPLOAD, image().withStatus("saving").build());
    Slot taken = Slot.first(UPLOAD).found(UPLOAD, image().withStatus("deactivated").build());

    assertThat(debris.isDebris()).isTrue();
    assertThat(debris.isUsedUp()).isTrue();
    assertThat(taken.isDebris()).isFalse();
    assertThat(taken.isUsedUp()).isTrue();
  }

  @Test
  void each_next_id_is_new_until_there_are_too_many() throws NoIdLeft {
    Slot slot = Slot.first(UPLOAD);
    Set<Object> ids = new HashSet<>(Set.of(slot.id()));
    for (int counter = 1; counter < CopyId.LIMIT; counter++) {
      slot = slot.next(UPLOAD);
      assertThat(slot.isUnknown()).isTrue();
      assertThat(ids.add(slot.id())).isTrue();
    }
    Slot last = slot;

    assertThatThrownBy(() -> last.next(UPLOAD))
        .isInstanceOf(NoIdLeft.class)
        .hasMessageContaining("all " + CopyId.LIMIT + " ids");
  }

  private static AnImage image() {
    return anImage("ubuntu").withHash("sha512", "h");
  }

  private static Arguments found(String why, AnImage image, Slot.Content content) {
    return Arguments.of(why, image.build(), content);
  }
}
