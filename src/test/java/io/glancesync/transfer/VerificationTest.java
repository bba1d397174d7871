package io.glancesync.transfer;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.TransferException.ContentDiffers;
import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 5, "Never half done": size and hash of what a region has against the master's. */
class VerificationTest {
  private static final ContentHash SENT_SHA = new ContentHash("sha512", "s");
  private static final ContentHash SENT_MD5 = new ContentHash("md5", "m");

  /** MD5 {@code m}, SHA-512 {@code s}. */
  private static AnImage image() {
    return anImage("a").withContent("m").withHash("sha512", "s");
  }

  static Arguments[] good() {
    return new Arguments[] {
      good("both hashes", image(), image(), SENT_SHA),
      good("sent by an earlier run", image(), image(), null),
      good("another algorithm, MD5 decides", image(), image().withHash("sha256", "x"), SENT_SHA),
      good("no hash there", image(), anImage("a").withContent("m"), SENT_SHA),
      good("no hash here", anImage("a").withContent("m"), image(), SENT_MD5),
      good("no MD5 there", image(), image().withoutChecksum(), SENT_SHA),
      good("no MD5 here", image().withoutChecksum(), image(), SENT_SHA),
      good("nothing here", anImage("a").withoutChecksum(), image(), SENT_MD5),
      good("nothing there", image(), anImage("a").withoutChecksum(), SENT_SHA),
      good("of MD5 nothing there", image(), image().withoutChecksum(), SENT_MD5),
      good("no content", image().ofSize(0), image().ofSize(0), SENT_SHA),
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void what_is_equal_as_far_as_it_can_be_compared_is_good(
      String why, Image master, Image copy, ContentHash sent) throws ContentDiffers {
    assertThat(Verification.verified(master, copy, Optional.ofNullable(sent))).isSameAs(copy);
  }

  static Arguments[] bad() {
    var other = "another hash than";
    return new Arguments[] {
      bad(
          "too small",
          image(),
          image().ofSize(999),
          "999 bytes with status active instead of 1000"),
      bad("too large", image(), image().ofSize(1001), "1001 bytes"),
      bad("empty", image(), image().ofSize(0), "0 bytes"),
      bad("queued", image(), image().withStatus("queued"), "status queued"),
      bad("killed", image(), image().withStatus("saving"), "status saving"),
      bad("other MD5", image(), image().withContent("x"), other),
      bad("same MD5, other hash", image(), image().withHash("sha512", "x"), other),
      bad("no MD5, other hash", image().withoutChecksum(), image().withHash("sha512", "x"), other),
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void what_differs_is_bad_whoever_sent_it(String why, Image master, Image copy, String message) {
    assertThatThrownBy(() -> Verification.verified(master, copy, Optional.of(SENT_SHA)))
        .isInstanceOf(ContentDiffers.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> Verification.verified(master, copy, Optional.empty()))
        .isInstanceOf(ContentDiffers.class)
        .hasMessageContaining(message);
  }

  @Test
  void where_the_master_knows_no_hash_what_was_sent_decides() {
    Image master = anImage("a").withoutChecksum().build();
    Image copy = anImage("a").withContent("x").build();

    assertThatThrownBy(() -> Verification.verified(master, copy, Optional.of(SENT_MD5)))
        .isInstanceOf(ContentDiffers.class)
        .hasMessageContaining("what was sent");
  }

  @Test
  void where_the_master_knows_no_hash_the_size_is_compared_all_the_same() {
    Image master = anImage("a").withoutChecksum().build();
    Image copy = anImage("a").withContent("m").ofSize(999).build();

    assertThatThrownBy(() -> Verification.verified(master, copy, Optional.of(SENT_MD5)))
        .isInstanceOf(ContentDiffers.class)
        .hasMessageContaining("999 bytes");
  }

  private static Arguments good(String why, AnImage master, AnImage copy, ContentHash sent) {
    return Arguments.of(why, master.build(), copy.build(), sent);
  }

  private static Arguments bad(String why, AnImage master, AnImage copy, String message) {
    return Arguments.of(why, master.build(), copy.build(), message);
  }
}
