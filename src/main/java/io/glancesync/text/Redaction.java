package io.glancesync.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes secrets out of texts that are shown or kept: the ones it knows, as they are, in base64 and
 * as URLs and JSON write them; and whatever stands where a token or password stands in a request.
 */
public final class Redaction {
  /** Shorter ones would tear holes into ordinary words, and show by them what they are. */
  public static final int SHORTEST = 8;

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

  private static final String PLACES =
      String.join("|", "(?i:" + HEADERS + ")", FIELDS, ESCAPED_FIELDS, USER_INFO, TOKENS);

  /** What HTML and URLs put in place of single characters, besides their numbers. */
  private static final Map<String, List<String>> ENTITIES =
      Map.of(
          " ", List.of("+"),
          "&", List.of("&amp;"),
          "<", List.of("&lt;"),
          ">", List.of("&gt;"),
          "\"", List.of("&quot;", "&#34;"),
          "'", List.of("&#39;", "&#x27;", "&apos;"));

  /** Knows no secret, but where they stand. */
  public static final Redaction OF_PLACES = new Redaction(Set.of());

  private final Pattern pattern;

  /**
   * @param secrets those of fewer than {@link #SHORTEST} characters are left out
   */
  public Redaction(Collection<String> secrets) {
    String known =
        secrets.stream()
            .filter(it -> it.length() >= SHORTEST)
            .distinct()
            // of two that begin alike the longer one is looked for first
            .sorted(Comparator.comparing(String::length).reversed())
            .flatMap(Redaction::forms)
            .collect(Collectors.joining("|"));
    pattern = Pattern.compile(known.isEmpty() ? PLACES : known + "|" + PLACES, Pattern.DOTALL);
  }

  /** The text with stars in place of secrets. */
  public String of(String text) {
    Matcher matcher = pattern.matcher(text);
    var redacted = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      redacted.append(text, end, matcher.start()).append(kept(matcher)).append(STARS);
      end = matcher.end();
    }
    return end == 0 ? text : redacted.append(text, end, text.length()).toString();
  }

  private static String kept(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(matcher::group)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /** How a secret may be written. */
  private static Stream<String> forms(String secret) {
    String escaped =
        secret
            .codePoints()
            .mapToObj(it -> character(Character.toString(it)))
            .collect(Collectors.joining());
    return Stream.concat(
        Stream.of(escaped),
        IntStream.range(0, 3)
            .mapToObj(before -> base64(secret, before))
            .flatMap(it -> Stream.of(it, it.replace('+', '-').replace('/', '_')))
            .distinct()
            .map(Pattern::quote));
  }

  /** Which characters are escaped differs from one program to the next. */
  private static String character(String it) {
    if (Character.isLetterOrDigit(it.codePointAt(0)) && it.codePointAt(0) < 0x80) {
      return it;
    }
    var forms = new ArrayList<String>(List.of(it, "\\" + it));
    if (ENTITIES.containsKey(it)) {
      forms.addAll(ENTITIES.get(it));
    }
    return forms.stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?:(?i:" + percentEncoded(it) + ")|", ")"));
  }

  private static String percentEncoded(String character) {
    var encoded = new StringBuilder();
    for (byte it : character.getBytes(UTF_8)) {
      encoded.append(String.format("%%%02X", it));
    }
    return encoded.toString();
  }

  /** What base64 makes of it behind so many other bytes, less what depends on its neighbours. */
  private static String base64(String secret, int before) {
    byte[] bytes = secret.getBytes(UTF_8);
    byte[] all = new byte[before + bytes.length];
    ByteBuffer.wrap(all).position(before).put(bytes);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(all);
    return base64.substring((before * 8 + 5) / 6, all.length * 8 / 6);
  }
}
