package io.glancesync.openstack;

import static java.util.Objects.requireNonNull;

import io.glancesync.config.credential.AuthUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a region's Glance, as a service catalog names it: http or https, a host, perhaps a
 * port and a path, and nothing else. Nothing in it can be read as an option or a placeholder by
 * whoever sends a request there.
 *
 * @param images where its images are: an address that ends in {@code /v2/images}
 */
public record Endpoint(URI images) {
  private static final int LONGEST = 2000;

  public Endpoint {
    requireNonNull(images, "images");
  }

  /** An address of a catalog that no request may be sent to. */
  static final class RefusedAddress extends Exception {
    RefusedAddress(String reason) {
      super(reason);
    }
  }

  /**
   * Reads an address of a catalog, which may end in a slash, in the version, or in neither.
   *
   * @throws RefusedAddress when it is anything else than the address of a web server; the message
   *     completes "the address ..."
   */
  static Endpoint of(String text) throws RefusedAddress {
    URI uri = parse(text);
    require(isWeb(uri), "does not begin with http:// or https://");
    require(uri.getRawUserInfo() == null && !hasUser(uri), "holds a user or a password");
    require(uri.getRawQuery() == null, "holds a query");
    require(uri.getRawFragment() == null, "holds a fragment");
    require(!isOddHost(uri), "has a host whose name Java cannot use: " + AuthUrl.HOST_NAMES);
    require(uri.getHost() != null && !uri.getHost().isEmpty(), "names no host");
    require(AuthUrl.hasPossiblePort(uri), "names a port that does not exist");
    String bare = uri.toString().replaceAll("/+$", "");
    return new Endpoint(URI.create((bare.endsWith("/v2") ? bare : bare + "/v2") + "/images"));
  }

  /** The same text for the same server and path, however it is written. */
  public String normalised() {
    String scheme = images.getScheme().toLowerCase(Locale.ROOT);
    int port = images.getPort() >= 0 ? images.getPort() : scheme.equals("https") ? 443 : 80;
    return "%s://%s:%d%s"
        .formatted(
            scheme,
            images.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", ""),
            port,
            images.normalize().getRawPath().replaceAll("/+", "/"));
  }

  private static URI parse(String text) throws RefusedAddress {
    require(!text.isBlank(), "is empty");
    require(text.length() <= LONGEST, "is longer than " + LONGEST + " characters");
    require(
        text.chars().allMatch(it -> it > ' ' && it < 0x7f),
        "holds a blank, a control character or a character beyond ASCII");
    require(text.indexOf('{') < 0 && text.indexOf('}') < 0, "holds a brace");
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new RefusedAddress("cannot be read as an address");
    }
  }

  private static void require(boolean isSo, String otherwise) throws RefusedAddress {
    if (!isSo) {
      throw new RefusedAddress(otherwise);
    }
  }

  private static boolean isWeb(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return !uri.isOpaque() && (scheme.equals("http") || scheme.equals("https"));
  }

  /** Of such a host, as for example with an underscore, Java knows only the text. */
  private static boolean isOddHost(URI uri) {
    return uri.getHost() == null && uri.getRawAuthority() != null;
  }

  /** Java finds no user where the host is odd. */
  private static boolean hasUser(URI uri) {
    return uri.getRawAuthority() != null && uri.getRawAuthority().contains("@");
  }

  @Override
  public String toString() {
    return images.toString();
  }
}
