package io.glancesync.property;

import io.glancesync.api.HttpSettings;
import io.glancesync.api.HttpSettings.TlsFiles;
import io.glancesync.api.ListenAddress;
import io.glancesync.config.source.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the HTTP API. */
public record HttpKeys(ApplicationProperties properties) {
  static final String PORT = "glancesync.http.port";
  static final String HOST = "glancesync.http.host";
  static final String CERTIFICATE = "glancesync.http.certificate";
  static final String KEY = "glancesync.http.key";
  static final String ROLES = "glancesync.http.roles";
  static final String READ_ROLES = "glancesync.http.read-roles";
  static final String ANONYMOUS_READ = "glancesync.http.anonymous-read";
  static final String PROJECTS = "glancesync.http.projects";
  static final String OWNER = "glancesync.http.owner";
  static final String STATUS = "glancesync.http.status";
  static final String HREF = "glancesync.http.href";
  static final String TASKS_KEPT = "glancesync.http.tasks-kept";

  static final String MANAGEMENT_PORT = "glancesync.management.port";
  static final String MANAGEMENT_HOST = "glancesync.management.host";

  private static final String HOME = "glancesync.home";
  private static final int HIGHEST = 65_535;

  /**
   * The settings in force; empty if there is to be no API.
   *
   * @throws ConfigurationException if one cannot be used
   */
  public Optional<HttpSettings> settings() {
    return port(PORT)
        .map(it -> new ListenAddress(required(HOST), it))
        .map(
            listen ->
                new HttpSettings(
                    listen,
                    tls(),
                    roles(),
                    words(READ_ROLES),
                    isReadByAnybody(listen),
                    words(PROJECTS),
                    required(OWNER),
                    required(STATUS),
                    required(HREF),
                    properties.number(TASKS_KEPT)));
  }

  /**
   * Where health and metrics are told; empty if they are not.
   *
   * @throws ConfigurationException if the address cannot be used
   */
  public Optional<ListenAddress> management() {
    return port(MANAGEMENT_PORT).map(it -> new ListenAddress(required(MANAGEMENT_HOST), it));
  }

  private Optional<Integer> port(String key) {
    String text = properties.optional(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > HIGHEST) {
      throw ApplicationProperties.wrong(key, text, "a port: write 1 to 65535, or leave it empty");
    }
    return Optional.of(Integer.parseInt(text));
  }

  private Optional<TlsFiles> tls() {
    String certificate = properties.optional(CERTIFICATE);
    String key = properties.optional(KEY);
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new ConfigurationException(
          "conf/application.properties: %s is set, but %s is not"
              .formatted(key.isEmpty() ? CERTIFICATE : KEY, key.isEmpty() ? KEY : CERTIFICATE),
          "set both or neither, there or in the environment");
    }
    return certificate.isEmpty()
        ? Optional.empty()
        : Optional.of(new TlsFiles(file(certificate), file(key)));
  }

  /** A relative path starts at the folder that contains conf/. */
  private Path file(String text) {
    return Path.of(properties.optional(HOME)).resolve(text);
  }

  private String required(String key) {
    String text = properties.optional(key);
    if (text.isEmpty()) {
      throw ApplicationProperties.wrong(key, text, "a text");
    }
    return text;
  }

  private Set<String> roles() {
    required(ROLES);
    return words(ROLES);
  }

  private boolean isReadByAnybody(ListenAddress listen) {
    boolean isWanted = properties.flag(ANONYMOUS_READ);
    if (isWanted && !listen.isLoopback()) {
      throw new ConfigurationException(
          "conf/application.properties: %s is true, but %s is %s, which other hosts can reach"
              .formatted(ANONYMOUS_READ, HOST, listen.host()),
          "set it to false, or listen on 127.0.0.1 only");
    }
    return isWanted;
  }

  private Set<String> words(String key) {
    return Stream.of(properties.optional(key).split(","))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toSet());
  }
}
