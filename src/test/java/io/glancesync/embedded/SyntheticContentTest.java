package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.glance.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Content that takes no room is as good as any other. */
class SyntheticContentTest {
  private static final int MIB = 1 << 20;

  private static byte[] part(Content content, long position, int length) throws IOException {
    try (InputStream in = content.from(position)) {
      return in.readNBytes(length);
    }
  }

  @Property(tries = 50)
  void any_part_is_a_part_of_the_whole(
      @ForAll long seed,
      @ForAll @IntRange(max = 3 * MIB) int size,
      @ForAll @IntRange(max = 3 * MIB) int start,
      @ForAll @IntRange(max = 2 * MIB) int length)
      throws IOException {
    byte[] whole = part(Content.synthetic(seed, size), 0, Integer.MAX_VALUE);

    byte[] part = part(Content.synthetic(seed, size), start, length);

    assertThat(whole).hasSize(size);
    int from = Math.min(start, size);
    assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from, Math.min(from + length, size)));
  }

  @Property(tries = 20)
  void it_is_the_same_read_in_small_pieces(
      @ForAll long seed, @ForAll @LongRange(max = 5000) long block) throws IOException {
    Content content = Content.synthetic(seed, Long.MAX_VALUE);
    long start = block * MIB - Math.min(block, 10);
    byte[] expected = part(content, start, 30);
    try (InputStream in = content.from(start)) {
      byte[] one = new byte[30];
      for (int i = 0; i < 9; i++) {
        one[i] = (byte) in.read();
      }
      assertThat(in.readNBytes(one, 9, 21)).isEqualTo(21);
      assertThat(one).isEqualTo(expected);
    }
  }

  @Property(tries = 200)
  void each_block_is_another_one(
      @ForAll @LongRange(max = 1 << 20) long one, @ForAll @LongRange(max = 1 << 20) long other)
      throws IOException {
    Content content = Content.synthetic(1, Long.MAX_VALUE);

    boolean isSame = Arrays.equals(part(content, one * MIB, 16), part(content, other * MIB, 16));

    assertThat(isSame).isEqualTo(one == other);
  }

  @Test
  void blocks_far_apart_differ_too() throws IOException {
    Content content = Content.synthetic(1, Long.MAX_VALUE);

    for (long distance : new long[] {1, 256, 65_536, 1L << 24}) {
      assertThat(part(content, distance * MIB, 16)).isNotEqualTo(part(content, 0, 16));
    }
  }

  @Test
  void another_seed_is_another_content() throws IOException {
    assertThat(part(Content.synthetic(1, 100), 0, 100))
        .isEqualTo(part(Content.synthetic(1, 100), 0, 100))
        .isNotEqualTo(part(Content.synthetic(2, 100), 0, 100));
  }
}
