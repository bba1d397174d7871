package io.glancesync.check;

import io.glancesync.api.HttpSettings;
import io.glancesync.api.ListenAddress;
import io.glancesync.error.FileErrors;
import io.glancesync.report.Check;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks whether the service can listen where it is to, one line for each port that is set. */
public final class PortChecks {
  private static final String API = "http";
  private static final String MANAGEMENT = "management";

  private final Supplier<Optional<HttpSettings>> api;
  private final Supplier<Optional<ListenAddress>> management;
  private final BooleanSupplier isServing;

  /**
   * @param isServing whether a service runs, which then has the ports
   */
  public PortChecks(
      Supplier<Optional<HttpSettings>> api,
      Supplier<Optional<ListenAddress>> management,
      BooleanSupplier isServing) {
    this.api = api;
    this.management = management;
    this.isServing = isServing;
  }

  /** One line for each port. */
  public List<Check> all() {
    return Stream.concat(
            api.get().map(this::ofApi).stream(), management.get().map(this::ofManagement).stream())
        .toList();
  }

  private Check ofApi(HttpSettings settings) {
    Optional<String> unreadable =
        settings.tls().stream()
            .flatMap(it -> Stream.of(it.certificate(), it.key()))
            .flatMap(it -> unreadable(it).stream())
            .findFirst();
    if (unreadable.isPresent()) {
      return Check.failed(
          API,
          unreadable.get()
              + "; make it readable, or correct glancesync.http.certificate or .key. Until then the service does not start");
    }
    Optional<Check> taken = taken(API, settings.listen(), "glancesync.http");
    if (taken.isPresent()) {
      return taken.get();
    }
    String text =
        "%s, for the roles %s%s"
            .formatted(
                settings.address(),
                String.join(", ", new TreeSet<>(settings.roles())),
                settings.projects().isEmpty()
                    ? ""
                    : " in the projects " + String.join(", ", new TreeSet<>(settings.projects())));
    return settings.tls().isEmpty() && !settings.listen().isLoopback()
        ? Check.warning(
            API,
            text
                + ": others can read the tokens of callers, as it is not encrypted; set glancesync.http.certificate and .key, or have only a proxy on this host reach it")
        : Check.ok(API, text);
  }

  private Check ofManagement(ListenAddress address) {
    return taken(MANAGEMENT, address, "glancesync.management")
        .orElseGet(() -> Check.ok(MANAGEMENT, "http://%s/observe".formatted(address)));
  }

  private static Optional<String> unreadable(Path file) {
    try {
      Files.newInputStream(file).close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("Tried to read %s, but %s".formatted(file, FileErrors.text(e)));
    }
  }

  /** Why the service could not listen there; empty if it could, or if it does. */
  private Optional<Check> taken(String subject, ListenAddress address, String keys) {
    if (isServing.getAsBoolean()) {
      return Optional.empty();
    }
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address.host(), address.port()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          Check.failed(
              subject,
              "Tried to listen on %s, but the address cannot be used (%s); correct %s.port or .host, or end the program that has it. Until then the service does not start"
                  .formatted(address, e.getMessage(), keys)));
    }
  }
}
