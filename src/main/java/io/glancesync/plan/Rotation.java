package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What becomes of the outgoing image of a replace (specification, section 9).
 *
 * @param keepOld how many outgoing images of a name stay; 0: the outgoing image is deleted
 * @param oldName the name that an outgoing image gets; {@code {name}} and {@code {created}}, the
 *     UTC date of its creation, stand for what they say
 * @param oldVisibility who sees it
 */
public record Rotation(int keepOld, String oldName, OldVisibility oldVisibility) {
  /** As long as the configuration says nothing. */
  public static final Rotation NONE = new Rotation(0, "{name} ({created})", OldVisibility.HIDDEN);

  private static final String NAME = "{name}";
  private static final String CREATED = "{created}";
  private static final String NUMBER = "[1-9][0-9]*";

  /** Code points, with room for a number. */
  private static final int LONGEST = 250;

  /** Who sees an image that was kept. */
  public enum OldVisibility {
    HIDDEN,
    COMMUNITY,
    PRIVATE,
    SAME;

    /** The word in the configuration, for example {@code hidden}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OldVisibility> of(String word) {
      return Stream.of(values()).filter(it -> it.text().equals(word)).findFirst();
    }
  }

  public Rotation {
    requireNonNull(oldName, "oldName");
    requireNonNull(oldVisibility, "oldVisibility");
    if (keepOld < 0) {
      throw new IllegalArgumentException("cannot keep " + keepOld);
    }
    if (!mayBeOldName(oldName)) {
      throw new IllegalArgumentException(oldName + " cannot be the name of a kept image");
    }
  }

  /**
   * Whether it can be used as {@code oldName}: it holds {@code {name}}, so that it tells which
   * image was kept, and something beside it, so that it is another name; but not that of a renamed
   * or retired one.
   */
  public static boolean mayBeOldName(String template) {
    return template.contains(NAME)
        && !template.equals(NAME)
        && !template.endsWith(CopyId.RENAMED)
        && !template.endsWith(CopyId.RETIRED);
  }

  /**
   * The name that an image gets when it is kept: the first free one.
   *
   * @param isTaken whether an image has that name
   */
  public String nameOf(Image outgoing, Predicate<String> isTaken) {
    String name = expanded(outgoing.name(), outgoing);
    return Stream.concat(
            Stream.of(name), Stream.iterate(2, it -> it + 1).map(number -> name + " " + number))
        .filter(isTaken.negate())
        .findFirst()
        .orElseThrow();
  }

  /** Whether the image has the name that it gets when it is kept, and had this one before. */
  public boolean isKept(String name, Image image) {
    String expected = expanded(name, image);
    return image.name().equals(expected)
        || image.name().startsWith(expected + " ")
            && image.name().substring(expected.length() + 1).matches(NUMBER);
  }

  private String expanded(String name, Image image) {
    String created =
        image.created() == null
            ? "unknown"
            : LocalDate.ofInstant(image.created(), ZoneOffset.UTC).toString();
    String rest = oldName.replace(CREATED, created);
    int most = LONGEST - rest.length() + NAME.length();
    return rest.replace(NAME, cut(name, Math.max(1, most)));
  }

  /** Glance takes no longer name. */
  private static String cut(String name, int most) {
    return name.codePointCount(0, name.length()) <= most
        ? name
        : name.substring(0, name.offsetByCodePoints(0, most));
  }

  /** The names that an image may have had before it was kept, as its name tells. */
  public Stream<String> namesBefore(Image image) {
    return Stream.of(image.name(), image.name().replaceFirst(" " + NUMBER + "$", ""))
        .distinct()
        .map(pattern()::matcher)
        .filter(Matcher::matches)
        .map(it -> it.group("name"))
        .filter(it -> isKept(it, image));
  }

  private Pattern pattern() {
    var pattern = new StringBuilder();
    int end = 0;
    Matcher words = Pattern.compile("\\{name}|\\{created}").matcher(oldName);
    boolean isNamed = false;
    while (words.find()) {
      pattern.append(Pattern.quote(oldName.substring(end, words.start())));
      if (words.group().equals(CREATED)) {
        pattern.append("(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|unknown)");
      } else {
        pattern.append(isNamed ? "\\k<name>" : "(?<name>.+)");
        isNamed = true;
      }
      end = words.end();
    }
    pattern.append(Pattern.quote(oldName.substring(end)));
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
