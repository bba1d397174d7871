package io.glancesync.simulation;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Chance that a seed decides, in the words of somebody who makes up a world. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** From the first to the last, both included. */
  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  /** True in so many of a hundred cases. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final <T> T oneOf(T... things) {
    return things[random.nextInt(things.length)];
  }

  <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
