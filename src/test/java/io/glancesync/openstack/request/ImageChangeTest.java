package io.glancesync.openstack.request;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.plan.Changes;
import io.glancesync.region.RegionName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a request to change an image sends, and what is left of it. */
class ImageChangeTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final Image BEFORE = anImage("ubuntu").isHidden().build();
  private static final Image AFTER = anImage("ubuntu").with("nid", "1").build();

  private static ImageChange change(Image after) {
    return new ImageChange(BURGOS, BEFORE.id(), Changes.between(BEFORE, after));
  }

  @Test
  void all_changes_are_sent_as_one_patch() {
    assertThat(change(AFTER).content()).contains("\"path\":\"/nid\"", "\"path\":\"/os_hidden\"");
  }

  @Test
  void each_of_several_changes_is_a_request_of_its_own() {
    List<ImageChange> parts = change(AFTER).parts();

    assertThat(parts)
        .extracting(it -> it.changes().names())
        .containsExactly(List.of("nid"), List.of("os_hidden"));
    assertThat(parts).allMatch(it -> it.region().equals(BURGOS) && it.id().equals(BEFORE.id()));
  }

  @Test
  void one_change_has_no_parts() {
    assertThat(change(BEFORE.but().hidden(false).build()).parts()).isEmpty();
  }

  @Test
  void what_the_region_did_not_change_remains() {
    Image visible = BEFORE.but().hidden(false).build();

    assertThat(new ChangeResult(change(AFTER), visible, null).remaining().names())
        .containsExactly("nid");
    assertThat(new ChangeResult(change(AFTER), AFTER, null).remaining().isEmpty()).isTrue();
  }
}
