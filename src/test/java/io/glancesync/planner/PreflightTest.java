package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.Action;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.State;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Glance would refuse is found before any byte is sent: section 7. */
class PreflightTest {
  private static final String PENGUIN = "\uD83D\uDC27";
  private static final String LONG = "x".repeat(255);

  @Test
  void a_character_beyond_the_basic_multilingual_plane_is_refused() {
    assertRefused(anImage("a" + PENGUIN), "its name has a character beyond U+FFFF");
    assertRefused(
        anImage("a").with("nid", PENGUIN), "its property 'nid' has a character beyond U+FFFF");
    assertRefused(
        anImage("a").with(PENGUIN, "1"),
        "its property '" + PENGUIN + "' has a character beyond U+FFFF");
    assertRefused(
        anImage("a").tagged(PENGUIN), "its tag '" + PENGUIN + "' is too long or beyond U+FFFF");
  }

  @Test
  void characters_within_it_are_not() {
    assertAccepted(anImage("é\u20AC\uFFFD\u4E2D").with("ключ", "значение").tagged("日本"));
  }

  @Test
  void a_missing_disk_or_container_format_is_refused() {
    assertRefused(anImage("a").withFormats(null, "bare"), "it has no disk_format");
    assertRefused(anImage("a").withFormats("raw", null), "it has no container_format");
  }

  @Test
  void more_than_128_properties_are_refused() {
    assertAccepted(withProperties(128));
    assertRefused(withProperties(129), "it would have more than 128 properties");
  }

  @Test
  void properties_that_do_not_travel_do_not_count() {
    assertAccepted(withProperties(128).with("instance_uuid", "x"));
    assertThat(master(withProperties(129)).under(aPolicy().metadataSet("p1")).refusals()).isEmpty();
  }

  @Test
  void a_kernel_that_is_still_to_be_found_counts() {
    var full = master(withProperties(128).withKernel("master-k"), anImage("k"));

    assertThat(full.refusals()).hasSize(1);
    assertThat(full.steps()).containsExactly("upload k");
    assertThat(full.region(anImage("k")).refusals()).hasSize(1);
    assertThat(full.region(withProperties(128)).steps()).containsExactly("upload k");
  }

  @Test
  void names_that_are_too_long_are_refused() {
    assertAccepted(anImage(LONG).with(LONG, "1").tagged(LONG));
    assertRefused(anImage(LONG + "x"), "its name has more than 255 characters");
    assertRefused(
        anImage("a").with(LONG + "x", "1"), "the name of its property '" + LONG + "x' is too long");
    assertRefused(
        anImage("a").tagged(LONG + "x"), "its tag '" + LONG + "x' is too long or beyond U+FFFF");
  }

  @Test
  void more_than_128_tags_are_refused() {
    assertAccepted(anImage("a").tagged(texts(128)));
    assertRefused(anImage("a").tagged(texts(129)), "it has more than 128 tags");
  }

  @Test
  void an_update_is_refused_for_its_properties() {
    var bad = master(anImage("a").with("nid", PENGUIN)).region(anImage("a").with("nid", "1"));

    assertThat(bad.stateOf("a")).isEqualTo(State.PENDING_METADATA);
    assertThat(bad.steps()).isEmpty();
    assertThat(bad.refusals())
        .containsExactly(
            "Cannot bring a to Burgos: its property 'nid' has a character beyond U+FFFF; correct it"
                + " in the master region or in Burgos, nothing was sent");
    assertThat(bad.plan().refusals()).extracting(Refusal::action).containsExactly(Action.METADATA);
  }

  @Test
  void an_update_needs_no_formats() {
    var fine = master(anImage("a").withFormats(null, null)).region(anImage("a").isPrivate());

    assertThat(fine.steps()).containsExactly("metadata a");
  }

  @Test
  void an_update_that_makes_more_than_128_properties_is_refused() {
    var full =
        master(anImage("a").with("nid", "1"))
            .region(withProperties(128))
            .under(aPolicy().metadataSet("nid"));

    assertThat(full.refusals()).hasSize(1);
    assertThat(full.region(withProperties(127)).refusals()).isEmpty();
  }

  @Test
  void a_retirement_is_refused_for_its_properties() {
    var bad =
        master(anImage("a_obsolete").withContent("c").with("why", PENGUIN))
            .region(anImage("a").withContent("c"))
            .under(aPolicy().obsoleteSyncprops("why"));

    assertThat(bad.steps()).isEmpty();
    assertThat(bad.refusals())
        .containsExactly(
            "Cannot bring a_obsolete to Burgos: its property 'why' has a character beyond U+FFFF;"
                + " correct it in the master region or in Burgos, nothing was sent");
    assertThat(bad.plan().refusals()).extracting(Refusal::action).containsExactly(Action.OBSOLETE);
  }

  @Test
  void an_old_image_whose_new_name_would_be_too_long_is_not_renamed() {
    var name = "x".repeat(252);
    var long252 =
        master(anImage(name))
            .region(anImage(name).withContent("old"))
            .under(aPolicy().rename("any"));

    assertThat(long252.steps()).isEmpty();
    assertThat(long252.refusals())
        .singleElement()
        .asString()
        .contains("its name has more than 255 characters");
  }

  @Test
  void a_refused_image_holds_up_no_other() {
    assertThat(master(anImage("a").withFormats(null, null), anImage("b")).steps())
        .containsExactly("upload b");
  }

  private static void assertAccepted(AnImage image) {
    assertThat(master(image).refusals()).isEmpty();
    assertThat(master(image).steps()).hasSize(1);
  }

  private static void assertRefused(AnImage image, String reason) {
    var situation = master(image);
    assertThat(situation.steps()).isEmpty();
    assertThat(situation.refusals())
        .singleElement()
        .asString()
        .startsWith("Cannot bring ")
        .contains(": " + reason + "; ");
  }

  private static AnImage withProperties(int count) {
    var image = anImage("a");
    for (String text : texts(count)) {
      image.with("p" + text, text);
    }
    return image;
  }

  private static String[] texts(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toArray(String[]::new);
  }
}
