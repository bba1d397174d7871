package io.glancesync.text;

import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Takes secrets out of texts that are shown or kept: the ones it knows, as they are, in base64 and
 * as URLs, JSON and HTML write them; and whatever stands where a token or password stands in a
 * request. Whoever chose a secret or a text cannot make it fail or take long.
 */
public final class Redaction {
  /** Shorter ones would tear holes into ordinary words, and show by them what they are. */
  public static final int SHORTEST = 8;

  /** What is shown of a text of which nobody can say what is in it. */
  public static final String NOT_CHECKED = "(not shown: it could not be checked for secrets)";

  /** Longer texts are cut: nobody reads them, and they take memory several times. */
  static final int LONGEST = 1 << 20;

  private static final String CUT = "... (the rest is not shown)";
  private static final String STARS = "***";

  // each group is what stays of a match
  private static final String HEADERS =
      "(\\b(?:X-(?:Auth|Subject|Service)-Token|(?:Proxy-)?Authorization|(?:Set-)?Cookie)"
          + "\\\\?[\"']?\\s{0,9}[:=]\\s{0,9}\\\\?[\"'\\[]?(?:(?:Basic|Bearer) )?)[^\\s,;\"'}\\]\\\\]++";
  private static final String FIELDS =
      "(\"(?:password|secret|adminPass)\"\\s{0,9}:\\s{0,9}\")"
          + "[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+";
  private static final String ESCAPED_FIELDS =
      "(\\\\\"(?:password|secret|adminPass)\\\\\"\\s{0,9}:\\s{0,9}\\\\\")[^\"\\\\]*+";
  private static final String USER_INFO = "(://[^/\\s:@]{0,99}:)[^/\\s@]++(?=@)";

  /** Fernet tokens and JSON web tokens are known by their beginning. */
  private static final String TOKENS = "\\bgAAAA[\\w-]{16,}+=*+|\\beyJ[\\w-]{16,}+[\\w.=-]*+";

  private static final Pattern PLACES =
      Pattern.compile(
          String.join("|", "(?i:" + HEADERS + ")", FIELDS, ESCAPED_FIELDS, USER_INFO, TOKENS),
          Pattern.DOTALL);

  /** Knows no secret, but where they stand. */
  public static final Redaction OF_PLACES = new Redaction(Set.of());

  private final KnownTexts known;

  /**
   * @param secrets those of fewer than {@link #SHORTEST} characters are left out
   */
  public Redaction(Collection<String> secrets) {
    known =
        new KnownTexts(
            secrets.stream()
                .filter(it -> it.length() >= SHORTEST)
                .flatMap(it -> Forms.of(it).stream())
                .collect(Collectors.toSet()));
  }

  /** The text with stars in place of secrets, or else {@link #NOT_CHECKED}; never an exception. */
  public String of(String text) {
    try {
      return text.length() > LONGEST
          ? redacted(text.substring(0, LONGEST), true) + CUT
          : redacted(text, false);
    } catch (RuntimeException | StackOverflowError e) {
      // not even its message is to be trusted: it may repeat the text
      return NOT_CHECKED;
    }
  }

  private String redacted(String text, boolean isCut) {
    BitSet secret = secret(new Reading(text), isCut);
    if (secret.isEmpty()) {
      return text;
    }
    var redacted = new StringBuilder();
    int end = 0;
    for (int start = secret.nextSetBit(0); start >= 0; start = secret.nextSetBit(end)) {
      redacted.append(text, end, start).append(STARS);
      end = secret.nextClearBit(start);
    }
    return redacted.append(text, end, text.length()).toString();
  }

  /** Which characters are part of one, however the text is read. */
  private BitSet secret(Reading text, boolean isCut) {
    var secret = new BitSet();
    known.mark(text, isCut, secret);
    Set<Notation> notations = text.notations();
    if (notations.size() > 1) {
      // what looks like another notation may be part of a secret
      for (Notation it : notations) {
        Reading reading = text.decoded(EnumSet.of(it));
        if (reading != null) {
          known.mark(reading, isCut, secret);
        }
      }
    }
    markPlaces(text, secret);
    Reading reading = text.decoded(notations);
    for (int i = 0; i < Forms.DEEPEST && reading != null; i++) {
      known.mark(reading, isCut, secret);
      markPlaces(reading, secret);
      reading = reading.decoded(reading.notations());
    }
    return secret;
  }

  private static void markPlaces(Reading reading, BitSet places) {
    Matcher matcher = PLACES.matcher(reading.text());
    while (matcher.find()) {
      reading.mark(endOfKept(matcher), matcher.end(), places);
    }
  }

  private static int endOfKept(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .map(matcher::end)
        .filter(it -> it >= 0)
        .findFirst()
        .orElse(matcher.start());
  }
}
