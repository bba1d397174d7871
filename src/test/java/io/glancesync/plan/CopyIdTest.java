package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.plan.Situation.BURGOS;
import static io.glancesync.plan.Situation.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyIdTest {
  private final Image image =
      anImage("ubuntu").withContent("c1").withHash("sha512", "h1").in("master");

  @Test
  void the_same_copy_always_gets_the_same_id() {
    assertThat(CopyId.of(BURGOS, image, 0)).isEqualTo(CopyId.of(BURGOS, image, 0));
  }

  @Test
  void the_id_is_a_name_based_uuid_as_glance_wants_one() {
    UUID id = UUID.fromString(CopyId.of(BURGOS, image, 0).value());

    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
  }

  /** Interrupted copies of an earlier release are to be recognised by a later one. */
  @Test
  void the_id_is_computed_as_it_always_was() {
    assertThat(CopyId.of(BURGOS, image, 0)).hasToString("92fe2a49-6748-5724-ab30-b061156729ae");
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
}
