package io.glancesync.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A machine that a configuration is read on. Texts come back with its folders as on a real one: the
 * working folder left out, the others from the root.
 */
public final class Machine {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();
  private Optional<Path> conf = Optional.empty();

  public Machine(Path root) {
    this.root = root;
  }

  /** Puts a file that only its owner can read. */
  public Machine file(String path, String... lines) {
    return bytes(path, String.join("\n", lines).getBytes(UTF_8));
  }

  public Machine bytes(String path, byte[] content) {
    try {
      var file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return permissions(path, "rw-------");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Machine permissions(String path, String permissions) {
    try {
      Files.setPosixFilePermissions(
          root.resolve(path), PosixFilePermissions.fromString(permissions));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts {@code conf/glancesync.conf}. */
  public Machine conf(String... lines) {
    return file("work/conf/glancesync.conf", lines);
  }

  public Machine variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Gives {@code --conf}. */
  Machine option(String path) {
    conf = Optional.of(Path.of(path));
    return this;
  }

  Machine noOption() {
    conf = Optional.empty();
    return this;
  }

  Loaded load(String... overrides) {
    return loader().load(conf.map(root::resolve), List.of(overrides));
  }

  Optional<String> file() {
    return loader().find(conf.map(root::resolve)).map(path -> plain(path.toString()));
  }

  public Configuration configuration(String... overrides) {
    return load(overrides).configuration();
  }

  public Target target(String name) {
    return configuration().target(name);
  }

  public List<String> warnings(String... overrides) {
    return load(overrides).warnings().stream().map(this::plain).toList();
  }

  /** The message with which loading fails. */
  public String error(String... overrides) {
    return message(() -> load(overrides));
  }

  /** The message with which a target's credential fails, loading having succeeded. */
  public String errorOfCredential(String target) {
    var configuration = configuration();
    return message(() -> configuration.target(target).credential());
  }

  private String message(ThrowingCallable call) {
    var exception = catchThrowableOfType(ConfigurationException.class, call);
    if (exception == null) {
      throw new AssertionError("no ConfigurationException");
    }
    return plain(exception.getMessage());
  }

  private ConfigurationLoader loader() {
    return new ConfigurationLoader(
        new Environment(
            environment, root.resolve("work"), root.resolve("home"), root.resolve("etc")));
  }

  private String plain(String text) {
    return text.replace(root + "/work/", "").replace(root + "/", "/");
  }
}
