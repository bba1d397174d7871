package io.glancesync.cli.remote;

import io.glancesync.config.credential.AuthUrl;
import io.glancesync.config.source.ConfigurationException;
import java.net.URI;

/**
 * Where a service is: the beginning of the address of all its paths, without a slash at the end.
 *
 * @param source who said so: the option or the variable
 */
record ServiceUrl(String text, String source) {
  private static final String REMEDY =
      "write for example https://glancesync.example.com:8080, without a user or a query";

  /**
   * Reads it. A path in front of {@code /v2}, such as that of a proxy, may be part of it.
   *
   * @throws ConfigurationException when it is no address of a web server. It may hold a password,
   *     so the message does not show it
   */
  static ServiceUrl of(String written, String source) {
    return AuthUrl.parse(written.strip())
        .filter(AuthUrl::isUsable)
        .map(it -> it.toString().replaceAll("/+$", "").replaceAll("/+v2$", ""))
        .map(it -> new ServiceUrl(it, source))
        .orElseThrow(
            () -> new ConfigurationException(source + " is not the address of a service", REMEDY));
  }

  /**
   * The address of a path.
   *
   * @throws IllegalArgumentException when it is not one of the service
   */
  URI of(String path) {
    if (!path.startsWith("/v2")) {
      throw new IllegalArgumentException("a path does not begin with /v2");
    }
    return URI.create(text + path);
  }
}
