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
  void hashes_of_different_algorithms_say_nothing_so_the_size_decides() {
    assertSame(
        anImage("a").withoutChecksum().withHash("sha512", "h1"),
        anImage("a").withoutChecksum().withHash("sha256", "h2"));
    assertOther(
        anImage("a").withoutChecksum().withHash("sha512", "h1").ofSize(1),
        anImage("a").withoutChecksum().withHash("sha256", "h1").ofSize(2));
  }

  @Test
  void where_there_is_neither_the_size_decides() {
    assertSame(anImage("a").withoutChecksum().ofSize(1), anImage("a").withContent("c1").ofSize(1));
    assertOther(anImage("a").withoutChecksum().ofSize(1), anImage("a").withContent("c1").ofSize(2));
    assertOther(
        anImage("a").withoutChecksum().ofSize(1).withHash("sha512", "h1"),
        anImage("a").withoutChecksum().ofSize(2));
  }

  private static void assertSame(AnImage one, AnImage other) {
    assertThat(one.build().sameContentAs(other.build())).isTrue();
    assertThat(other.build().sameContentAs(one.build())).isTrue();
  }

  private static void assertOther(AnImage one, AnImage other) {
    assertThat(one.build().sameContentAs(other.build())).isFalse();
    assertThat(other.build().sameContentAs(one.build())).isFalse();
  }
}
