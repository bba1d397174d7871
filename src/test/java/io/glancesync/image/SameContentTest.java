package io.glancesync.image;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Images.AnImage;
import org.junit.jupiter.api.Test;

/** When two images hold the same bytes, as far as their clouds can tell. */
class SameContentTest {
  @Test
  void the_same_checksum_means_the_same_content() {
    assertSame(anImage("a").withContent("c1"), anImage("b").withContent("c1"));
    assertOther(anImage("a").withContent("c1"), anImage("a").withContent("c2"));
  }

  @Test
  void the_checksum_is_what_counts_where_both_know_one() {
    assertSame(
        anImage("a").withContent("c1").withHash("sha512", "h1").ofSize(1),
        anImage("a").withContent("c1").withHash("sha512", "h2").ofSize(2));
  }

  @Test
  void where_a_cloud_knows_no_checksum_the_hash_decides() {
    assertSame(
        anImage("a").withoutChecksum().withHash("sha512", "h1").ofSize(1),
        anImage("a").withContent("c1").withHash("sha512", "h1").ofSize(2));
    assertOther(
        anImage("a").withoutChecksum().withHash("sha512", "h1"),
        anImage("a").withoutChecksum().withHash("sha512", "h2"));
  }

  @Test
  void hashes_of_different_algorithms_say_nothing() {
    assertUnknown(
        anImage("a").withoutChecksum().withHash("sha512", "h1"),
        anImage("a").withoutChecksum().withHash("sha256", "h2"));
    assertOther(
        anImage("a").withoutChecksum().withHash("sha512", "h1").ofSize(1),
        anImage("a").withoutChecksum().withHash("sha256", "h1").ofSize(2));
  }

  @Test
  void where_there_is_neither_equal_sizes_prove_nothing() {
    assertUnknown(
        anImage("a").withoutChecksum().ofSize(1), anImage("a").withContent("c1").ofSize(1));
    assertUnknown(
        anImage("a").withoutChecksum().ofSize(1), anImage("a").withoutChecksum().ofSize(1));
  }

  @Test
  void where_there_is_neither_other_sizes_prove_other_content() {
    assertOther(anImage("a").withoutChecksum().ofSize(1), anImage("a").withContent("c1").ofSize(2));
    assertOther(
        anImage("a").withoutChecksum().ofSize(1).withHash("sha512", "h1"),
        anImage("a").withoutChecksum().ofSize(2));
  }

  private static void assertSame(AnImage one, AnImage other) {
    assertLikeness(one, other, Likeness.SAME);
  }

  private static void assertOther(AnImage one, AnImage other) {
    assertLikeness(one, other, Likeness.OTHER);
  }

  private static void assertUnknown(AnImage one, AnImage other) {
    assertLikeness(one, other, Likeness.UNKNOWN);
  }

  private static void assertLikeness(AnImage one, AnImage other, Likeness likeness) {
    assertThat(one.build().likeness(other.build())).isEqualTo(likeness);
    assertThat(other.build().likeness(one.build())).isEqualTo(likeness);
    assertThat(one.build().sameContentAs(other.build())).isEqualTo(likeness == Likeness.SAME);
    assertThat(one.build().mayHaveContentOf(other.build())).isEqualTo(likeness != Likeness.OTHER);
  }
}
