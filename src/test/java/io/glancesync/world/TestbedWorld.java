package io.glancesync.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real servers that {@code src/test/openstack/testbed} started. */
final class TestbedWorld implements Backing {
  private static final Path SCRIPT = Path.of("src/test/openstack/testbed");

  private final Path folder;
  private final Map<String, String> settings;

  TestbedWorld() {
    String chosen = System.getenv("TESTBED_DIR");
    folder = Path.of(chosen == null ? "target/testbed" : chosen).toAbsolutePath();
    settings = read(folder.resolve("testbed.properties"));
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException(
          "There is no testbed (%s is missing); start it with %s up, or set TESTBED_DIR"
              .formatted(file, SCRIPT),
          e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public void start(String server) {
    script("start", server);
  }

  @Override
  public void stop(String server) {
    script("stop", server);
  }

  @Override
  public void kill(String server) {
    script("kill", server);
  }

  @Override
  public void tokensLast(Duration lifetime) {
    script("tokens", Long.toString(lifetime.toSeconds()));
  }

  @Override
  public void uploadsTakeTheirTime() {
    // they always do
  }

  @Override
  public void uploadsTakeNoTime() {
    // nobody can make them
  }

  private void script(String verb, String argument) {
    execute(List.of(SCRIPT.toAbsolutePath().toString(), verb, argument));
  }

  private void execute(List<String> command) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("TESTBED_DIR", folder.toString());
      // a name beyond ASCII has to reach it
      builder.environment().put("LC_ALL", "C.UTF-8");
      Path output = Files.createTempFile("testbed", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " failed: " + Files.readString(output));
      }
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Backstage backstage(String glance) {
    return new StoreAndDatabase(glance);
  }

  /** The files in which a Glance keeps content, and its database. */
  private final class StoreAndDatabase implements Backstage {
    private static final String PROGRAM =
        "import sqlite3,sys; c = sqlite3.connect(sys.argv[1], timeout=30);"
            + " n = c.execute(sys.argv[2], sys.argv[3:]).rowcount; c.commit();"
            + " sys.exit(n == 0 and 'no such row')";

    private final Path store;
    private final String database;
    private final Path pidFile;

    StoreAndDatabase(String glance) {
      store = Path.of(settings.get(glance + ".store"));
      database = settings.get(glance + ".database");
      pidFile = Path.of(settings.get(glance + ".pid_file"));
    }

    @Override
    public void loseContent(String id) {
      try {
        Files.delete(store.resolve(id));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void truncateContent(String id, long length) {
      try (var content = FileChannel.open(store.resolve(id), WRITE)) {
        content.truncate(length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void corruptContent(String id, long position) {
      try (var content = FileChannel.open(store.resolve(id), READ, WRITE)) {
        var old = ByteBuffer.allocate(1);
        content.read(old, position);
        content.write(ByteBuffer.wrap(new byte[] {(byte) ~old.get(0)}), position);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void replaceContent(String id, byte[] content) {
      try {
        Files.write(store.resolve(id), content, WRITE, TRUNCATE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void refuseContent(String id) {
      try {
        // not even root may make a file there
        Files.createSymbolicLink(store.resolve(id), Path.of("/sys/forbidden"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void acceptContent(String id) {
      loseContent(id);
    }

    @Override
    public void limitRoom(long bytes) {
      limitFiles(Long.toString(bytes));
    }

    @Override
    public void unlimitRoom() {
      limitFiles("unlimited");
    }

    private void limitFiles(String limit) {
      ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
      Stream.concat(Stream.of(server), server.descendants())
          .map(it -> Long.toString(it.pid()))
          .forEach(it -> execute(List.of("prlimit", "--pid", it, "--fsize=" + limit + ":")));
    }

    private long pid() {
      try {
        return Long.parseLong(Files.readString(pidFile).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void addQueued(String name, int count, String owner) {
      inDatabase(
          "with recursive n(i) as"
              + " (select 1 union all select i + 1 from n where i < cast(? as integer))"
              + " insert into images (id, name, status, created_at, updated_at, deleted, owner,"
              + " min_disk, min_ram, protected, visibility, os_hidden)"
              + " select printf('%08x-0000-4000-8000-', i) || lower(hex(randomblob(6))), ?,"
              + " 'queued', '2020-01-01 00:00:00.000000', '2020-01-01 00:00:00.000000', 0, ?,"
              + " 0, 0, 0, 'private', 0 from n",
          Integer.toString(count), name, owner);
    }

    @Override
    public void removeNamed(String name) {
      inDatabase("delete from images where name = ?", name);
    }

    @Override
    public void rename(String id, String name) {
      inDatabase("update images set name = ? where id = ?", name, id);
    }

    @Override
    public void setProperty(String id, String property, String value) {
      inDatabase(
          "update image_properties set value = ? where image_id = ? and name = ?",
          value,
          id,
          property);
    }

    private void inDatabase(String statement, String... values) {
      var command =
          new ArrayList<>(
              List.of("/usr/bin/python3", "-X", "utf8", "-c", PROGRAM, database, statement));
      command.addAll(List.of(values));
      execute(command);
    }
  }
}
