package io.glancesync.cli;

import io.glancesync.cli.display.ResultStream;
import io.glancesync.cli.display.Screen;
import io.glancesync.cli.display.Terminal;
import io.glancesync.config.source.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Where tests type commands: a folder, an environment, and a cloud in memory. */
public final class Shell {
  private final Path folder;
  private final FakeEngine engine;
  private final Map<String, String> environment = new HashMap<>();
  private final OutputStream pipe;
  private boolean terminal;
  private Screen screen = new Screen(100, 24);

  public Shell(Path folder, FakeEngine engine) {
    this(folder, engine, OutputStream.nullOutputStream());
  }

  /**
   * @param pipe is also written to, and may fail
   */
  public Shell(Path folder, FakeEngine engine, OutputStream pipe) {
    this.folder = folder;
    this.engine = engine;
    this.pipe = pipe;
    configuration();
  }

  /** What a command said. */
  public record Said(int code, String out, String err) {}

  /** Puts a configuration whose regions belong to Valladolid, with some lines more. */
  public Shell configuration(String... lines) {
    return file(
        "work/conf/glancesync.conf",
        """
        [main]
        master_region = Valladolid
        %s
        """
            .formatted(String.join("\n", lines)));
  }

  public Shell file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Shell remove(String path) {
    try {
      Files.delete(folder.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a variable of the environment. */
  public Shell variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Makes a person read what is said. */
  public Shell onTerminal() {
    terminal = true;
    return this;
  }

  /** On a terminal of this size. */
  public Shell on(Screen other) {
    screen = other;
    return onTerminal();
  }

  /** Types a command. */
  public Said run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var results = new ResultStream(new Both(out, pipe));
    var program =
        new Program(
            engine::start,
            new Environment(
                environment, folder.resolve("work"), folder.resolve("user"), folder.resolve("etc")),
            folder.resolve("home"),
            new Terminal(
                new PrintWriter(results, false, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                results,
                terminal,
                terminal,
                screen),
            Clock.fixed(FakeEngine.BEGIN, ZoneOffset.UTC));
    int code = program.run(words);
    return new Said(code, text(out), text(err));
  }

  /** Texts come back with the folder left out. */
  private String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
  }

  private static final class Both extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    private Both(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int value) throws IOException {
      one.write(value);
      other.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      one.write(bytes, offset, length);
      other.write(bytes, offset, length);
    }
  }
}
