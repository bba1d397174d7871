package io.glancesync.planner;

import io.glancesync.image.Image;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what Glance would refuse before anything is sent (specification, section 7). The limits are
 * Glance's defaults.
 */
final class Preflight {
  private static final int LONGEST_NAME = 255;
  private static final int MOST_PROPERTIES = 128;
  private static final int MOST_TAGS = 128;

  /** Each says what is wrong with the image as it would be in the region, if anything. */
  private static final List<Function<Image, Optional<String>>> RULES =
      List.of(
          image -> when(isTooLong(image.name()), "its name has more than 255 characters"),
          image -> when(isBeyondBmp(image.name()), "its name has a character beyond U+FFFF"),
          Preflight::badProperty,
          image ->
              when(
                  image.properties().size() > MOST_PROPERTIES,
                  "it would have more than 128 properties"),
          image -> when(image.tags().size() > MOST_TAGS, "it has more than 128 tags"),
          image ->
              image.tags().stream()
                  .filter(tag -> isTooLong(tag) || isBeyondBmp(tag))
                  .findFirst()
                  .map(tag -> "its tag '" + tag + "' is too long or beyond U+FFFF"));

  private static final List<Function<Image, Optional<String>>> RULES_FOR_CONTENT =
      List.of(
          image -> when(image.diskFormat() == null, "it has no disk_format"),
          image -> when(image.containerFormat() == null, "it has no container_format"));

  private Preflight() {}

  /** Why Glance would refuse to create this image and to take its content. */
  static Optional<String> refusalOfCopy(Image image) {
    return first(image, Stream.concat(RULES.stream(), RULES_FOR_CONTENT.stream()));
  }

  /** Why Glance would refuse to give an image that exists these properties. */
  static Optional<String> refusalOfUpdate(Image image) {
    return first(image, RULES.stream());
  }

  private static Optional<String> first(
      Image image, Stream<Function<Image, Optional<String>>> rules) {
    return rules.map(rule -> rule.apply(image)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> badProperty(Image image) {
    return image.properties().entrySet().stream()
        .filter(
            entry ->
                isTooLong(entry.getKey())
                    || isBeyondBmp(entry.getKey())
                    || isBeyondBmp(entry.getValue()))
        .findFirst()
        .map(
            entry ->
                isTooLong(entry.getKey())
                    ? "the name of its property '" + entry.getKey() + "' is too long"
                    : "its property '" + entry.getKey() + "' has a character beyond U+FFFF");
  }

  private static Optional<String> when(boolean wrong, String what) {
    return wrong ? Optional.of(what) : Optional.empty();
  }

  private static boolean isTooLong(String name) {
    return name.codePointCount(0, name.length()) > LONGEST_NAME;
  }

  private static boolean isBeyondBmp(String text) {
    return text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
  }
}
