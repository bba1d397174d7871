package io.glancesync.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the HTTP API, from {@code conf/application.properties}.
 *
 * @param listen the address that is listened on
 * @param tls the files of the certificate and its key; empty for plain HTTP
 * @param roles of which a caller needs one
 * @param readRoles of which a caller needs one, or one of the others, to read with version 2
 * @param isReadByAnybody whether version 2 can be read without a token
 * @param projects the ids or names of which a caller's project has to be one; empty for any
 * @param owner who runs the service, for people
 * @param status the state of the API, for people, such as {@code SUPPORTED}
 * @param href where the API is described
 * @param tasksKept how many tasks that have ended are kept
 */
public record HttpSettings(
    ListenAddress listen,
    Optional<TlsFiles> tls,
    Set<String> roles,
    Set<String> readRoles,
    boolean isReadByAnybody,
    Set<String> projects,
    String owner,
    String status,
    String href,
    int tasksKept) {
  public HttpSettings {
    roles = Set.copyOf(roles);
    readRoles = Set.copyOf(readRoles);
    projects = Set.copyOf(projects);
  }

  /** The certificate, with those that it is signed by, and its key, both as PEM. */
  public record TlsFiles(Path certificate, Path key) {}

  /** Where the API is, such as {@code https://127.0.0.1:8443}. */
  public String address() {
    return "%s://%s".formatted(tls.isPresent() ? "https" : "http", listen);
  }
}
