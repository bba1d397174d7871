package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyIdTest {
  private final Image image =
      anImage("ubuntu").withContent("c1").withHash("sha512", "h1").in("master");

  @Test
  void the_same_copy_always_gets_the_same_id() {
    assertThat(CopyId.of(BURGOS, image, 0)).isEqualTo(CopyId.of(BURGOS, image, 0));
  }

  @Test
  void the_id_is_a_uuid_of_version_8_as_glance_wants_one() {
    IntStream.range(0, 200)
        .mapToObj(counter -> CopyId.of(BURGOS, image, counter))
        .forEach(
            it -> {
              UUID id = UUID.fromString(it.uuid());
              assertThat(id.version()).isEqualTo(8);
              assertThat(id.variant()).isEqualTo(2);
            });
  }

  /** Interrupted copies of an earlier release are to be recognised by a later one. */
  @Test
  void the_id_is_computed_as_it_always_was() {
    assertThat(CopyId.of(BURGOS, image, 0)).hasToString("6a079922-523c-8f18-aa10-ee2741e8a71b");
    assertThat(EarlierCopyId.of(BURGOS, image, 0))
        .hasToString("92fe2a49-6748-5724-ab30-b061156729ae");
  }

  @Test
  void the_first_48_bits_tell_region_and_name_alone() {
    Image other = image.but().id(new ImageId("x")).hash(null).checksum("c2").build();

    assertThat(place(BURGOS, other)).isEqualTo(place(BURGOS, image));
    assertThat(place(VALLADOLID, image)).isNotEqualTo(place(BURGOS, image));
    assertThat(place(BURGOS, image.but().name("debian").build()))
        .isNotEqualTo(place(BURGOS, image));
  }

  private static String place(RegionName region, Image master) {
    return CopyId.of(region, master, 3).value().substring(0, 13);
  }

  @Test
  void region_name_master_id_content_and_counter_all_make_another_id() {
    Stream<ImageId> ids =
        Stream.of(
            CopyId.of(BURGOS, image, 0),
            CopyId.of(BURGOS, image, 1),
            CopyId.of(VALLADOLID, image, 0),
            CopyId.of(RegionName.of("other:Burgos"), image, 0),
            CopyId.of(BURGOS, image.but().name("debian").build(), 0),
            CopyId.of(BURGOS, image.but().id(new ImageId("x")).build(), 0),
            CopyId.of(BURGOS, image.but().hash(null).build(), 0),
            CopyId.of(BURGOS, image.but().hash(null).checksum("c2").build(), 0));

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void what_surrounds_the_content_makes_no_other_id() {
    Image changed = image.but().property("nid", "1").minDisk(3).owner("x").build();

    assertThat(CopyId.of(BURGOS, changed, 0)).isEqualTo(CopyId.of(BURGOS, image, 0));
  }

  @Test
  void all_the_ids_that_one_copy_may_use_up_differ() {
    assertThat(IntStream.range(0, CopyId.LIMIT).mapToObj(i -> CopyId.of(BURGOS, image, i)))
        .doesNotHaveDuplicates();
  }

  private static Image copy(Image master, int counter) {
    return master.but().id(CopyId.of(BURGOS, master, counter)).owner("us").build();
  }

  private static Image ofEarlierRelease(Image master, int counter) {
    return master.but().id(EarlierCopyId.of(BURGOS, master, counter)).build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ubuntu",
        "ubuntu.old",
        "ubuntu_obsolete",
        "ubuntu.old_obsolete",
        "ubuntu.old.old"
      })
  void a_copy_is_ours_also_under_the_names_that_the_program_gives(String name) {
    assertThat(CopyId.isOurs(BURGOS, copy(image, 7).but().name(name).build())).isTrue();
    assertThat(CopyId.isMadeFrom(BURGOS, image, copy(image, 7).but().name(name).build())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "debian", "ubuntu-old", "ubuntu.old2", ".old", "_obsolete", "old"})
  void a_copy_is_not_known_under_other_names(String name) {
    Image renamed = copy(image, 0).but().name(name).build();

    assertThat(CopyId.isOurs(BURGOS, renamed)).isFalse();
    assertThat(CopyId.isMadeFrom(BURGOS, image, renamed)).isFalse();
  }

  @Test
  void a_copy_of_another_region_is_not_ours() {
    assertThat(CopyId.isOurs(VALLADOLID, copy(image, 0))).isFalse();
    assertThat(CopyId.isOf(VALLADOLID, image, copy(image, 0))).isFalse();
  }

  @Test
  void what_somebody_else_made_is_not_ours() {
    String place = copy(image, 0).id().value().substring(0, 14);
    Stream.of(
            "ubuntu",
            "11111111-1111-4111-8111-111111111111",
            "11111111-1111-8111-8111-111111111111",
            place + "4111-8111-111111111111",
            place + "8111-c111-111111111111",
            "")
        .map(id -> image.but().id(new ImageId(id)).build())
        .forEach(
            other -> {
              assertThat(CopyId.isOurs(BURGOS, other)).as("%s", other.id()).isFalse();
              assertThat(CopyId.isOf(BURGOS, image, other)).isFalse();
              assertThat(CopyId.isMadeFrom(BURGOS, image, other)).isFalse();
            });
  }

  @Test
  void a_copy_tells_which_master_image_it_was_made_from() {
    Image successor = image.but().id(new ImageId("successor")).build();

    assertThat(CopyId.isOurs(BURGOS, copy(image, 999))).isTrue();
    assertThat(CopyId.isMadeFrom(BURGOS, image, copy(image, 999))).isTrue();
    assertThat(CopyId.isMadeFrom(BURGOS, successor, copy(image, 999))).isFalse();
    assertThat(CopyId.isOf(BURGOS, successor, copy(image, 999))).isFalse();
  }

  @Test
  void a_hash_that_the_master_learned_later_hides_no_copy() {
    Image earlier = image.but().hash(null).checksum("").build();

    assertThat(CopyId.isMadeFrom(BURGOS, image, copy(earlier, 2))).isTrue();
    assertThat(CopyId.isMadeFrom(BURGOS, image, copy(image.but().hash(null).build(), 2))).isTrue();
  }

  @Test
  void a_copy_is_known_after_the_master_image_was_renamed() {
    Image retired = image.but().name("ubuntu_obsolete").build();

    assertThat(CopyId.isMadeFrom(BURGOS, retired, copy(image, 0))).isTrue();
    assertThat(CopyId.isOf(BURGOS, retired, copy(image, 0))).isFalse();
  }

  @Test
  void what_an_earlier_release_made_from_the_same_master_image_is_still_recognised() {
    Image copy = ofEarlierRelease(image, 5);

    assertThat(CopyId.isOf(BURGOS, image, copy)).isTrue();
    assertThat(CopyId.isMadeFrom(BURGOS, image, copy.but().name("ubuntu.old").build())).isTrue();
    assertThat(CopyId.isOf(VALLADOLID, image, copy)).isFalse();
    // from which master image it was made shows only where that is still there
    assertThat(CopyId.isOurs(BURGOS, copy)).isFalse();
  }

  @Test
  void a_copy_that_is_not_published_yet_is_known_under_every_name_of_its_region() {
    Image image = anImage("ubuntu").build();
    Image copy = copy(image, 0).but().hidden(true).build();

    assertThat(CopyId.isUnpublished(BURGOS, image, copy)).isTrue();
    assertThat(CopyId.isUnpublished(VALLADOLID, image, copy)).isTrue();
    assertThat(CopyId.isUnpublished(BURGOS, image, image.but().hidden(true).build())).isFalse();
  }
}
