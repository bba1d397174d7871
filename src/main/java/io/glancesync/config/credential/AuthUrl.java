package io.glancesync.config.credential;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keystone's address, brought to the form that {@link Credential#authUrl} promises.
 *
 * @param wasV2 whether it was written with the version 2
 */
public record AuthUrl(URI uri, boolean wasV2) {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern VERSION = Pattern.compile("/v(2(\\.0)?|3)$");

  /** What to write, for a text that is none. */
  static final String EXAMPLE = "Write for example https://keystone.example.com:5000/v3";

  /** What is wrong with a host that is not one, and what to do. */
  public static final String HOST_NAMES =
      "letters, digits, hyphens and dots are allowed, and no underscore; give the server another name, or use its IP address";

  /** What to do about a text that is none. */
  static String advice(String text) {
    return hostAdvice(text).orElse(EXAMPLE);
  }

  /** What to do about an address whose host is none; shows nothing of it. Empty for any other. */
  public static Optional<String> hostAdvice(String text) {
    return parse(text.strip())
        .filter(uri -> uri.getHost() == null && uri.getRawAuthority() != null)
        .filter(uri -> !uri.getRawAuthority().contains("@"))
        .map(uri -> "In the name of its host " + HOST_NAMES);
  }

  /** Empty when the text is not an address of a web server, or holds a password of its own. */
  static Optional<AuthUrl> of(String text) {
    return parse(text.strip()).filter(AuthUrl::isUsable).map(AuthUrl::normalised);
  }

  /** A text as an address of any kind. */
  public static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it is the address of a web server, without a password of its own, or a query. */
  public static boolean isUsable(URI uri) {
    return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
        // of a host that is not one, as for example with an underscore, Java knows only that
        && uri.getHost() != null
        && hasPossiblePort(uri)
        && !uri.getRawAuthority().contains("@")
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** Whether its port, if it names one, can exist: Java reads any number. */
  public static boolean hasPossiblePort(URI uri) {
    return uri.getPort() == -1 || uri.getPort() > 0 && uri.getPort() <= HIGHEST_PORT;
  }

  private static AuthUrl normalised(URI uri) {
    var text = uri.toString().replaceAll("/+$", "");
    var version = VERSION.matcher(text);
    boolean found = version.find();
    var base = found ? text.substring(0, version.start()) : text;
    return new AuthUrl(URI.create(base + "/v3"), found && !version.group().equals("/v3"));
  }
}
