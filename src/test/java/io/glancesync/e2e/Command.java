package io.glancesync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Secrecy;
import io.glancesync.world.World;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real program, run from a folder of its own. Whatever it is told to do, it shows no secret and
 * no stack trace.
 */
public final class Command implements AutoCloseable {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("glancesync.launcher", "target/dist/glancesync")).toAbsolutePath();
  private static final String JAVA_OPTIONS = "GLANCESYNC_JAVA_OPTS";
  private static final String SIMPLE_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Generous: a machine may be busy with something else. */
  private static final int SECONDS = 300;

  /** A shell ignores them for what it starts in the background, and so would the program. */
  static final List<String> SIGNALS = List.of("env", "--default-signal=INT,HUP");

  private final Path folder;
  private final Path launcher;
  private final Map<String, String> environment = new HashMap<>();
  private List<String> before = List.of();
  private final List<Process> started = new ArrayList<>();
  private final List<Path> outputs = new ArrayList<>();
  private boolean isTold;

  /**
   * @param folder its working folder, with its configuration and its run-time data
   */
  public Command(Path folder) {
    this(folder, LAUNCHER);
  }

  /**
   * @param launcher that of another installation
   */
  public Command(Path folder, Path launcher) {
    this.folder = folder;
    this.launcher = launcher;
    environment.put("GLANCESYNC_VAR", folder.resolve("var").toString());
    environment.put("GLANCESYNC_RETRY_MAX_RETRIES", "1");
    environment.put("GLANCESYNC_RETRY_INITIAL_DELAY", "100ms");
    environment.put("GLANCESYNC_DEAD_LETTER_MAX_WAIT", "0");
    environment.put("GLANCESYNC_REGION_OUTAGE_TIMEOUT", "0s");
    environment.put("GLANCESYNC_REQUEST_RESPONSE_TIMEOUT", "20s");
    environment.put("GLANCESYNC_REQUEST_STALL_TIMEOUT", "10s");
  }

  Path folder() {
    return folder;
  }

  public Path data() {
    return folder.resolve("var");
  }

  public Command with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Command withUmask(String mask) {
    before = List.of("sh", "-c", "umask %s && exec \"$0\" \"$@\"".formatted(mask));
    return this;
  }

  /**
   * With the log as this file configures it: libraries may speak of exceptions, but of no secret.
   */
  Command logging(Path configuration) {
    isTold = true;
    return with(
        JAVA_OPTIONS, SIMPLE_COMPILER + " -Dlog4j2.configurationFile=" + configuration.toUri());
  }

  /** For much content: the simple compiler's code would hash it three times slower. */
  public Command forLargeImages() {
    return with(JAVA_OPTIONS, "");
  }

  /** Makes this its configuration. */
  public Command configured(String text) {
    try {
      Path conf = Files.createDirectories(folder.resolve("conf")).resolve("glancesync.conf");
      Files.writeString(conf, text);
      Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-------"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The usual one: both targets, with these lines in {@code [DEFAULT]}. */
  public Command configuredFor(String... lines) {
    return configured(String.join("\n", lines), "", "");
  }

  /** The usual one, with these lines in the sections. */
  public Command configured(String defaults, String master, String other) {
    return configured(
        """
        [main]
        master_region = Valladolid
        max_children = 3
        preferable_order = Nowhere, Caceres, Burgos
        [DEFAULT]
        %s
        [master]
        credential = %s
        %s
        [other]
        credential = %s
        %s
        """
            .formatted(
                defaults,
                World.credential("keystone-a", "sync"),
                master,
                World.credential("keystone-b", "sync"),
                other));
  }

  public Result run(String... words) {
    return start(words).result();
  }

  public Running start(String... words) {
    try {
      var command = new ArrayList<String>(before);
      command.add(launcher.toString());
      command.addAll(List.of(words));
      command.addAll(0, SIGNALS);
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().keySet().removeIf(it -> it.matches("(OS|GLANCESYNC)_.*"));
      builder.environment().putAll(environment);
      if (!environment.containsKey(JAVA_OPTIONS)) {
        builder.environment().put(JAVA_OPTIONS, SIMPLE_COMPILER);
      }
      Path out = Files.createTempFile(folder, "stdout", "");
      Path err = Files.createTempFile(folder, "stderr", "");
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      started.add(process);
      outputs.addAll(List.of(out, err));
      return new Running(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what still runs. What it has written by then holds no secret either. */
  @Override
  public void close() {
    boolean isLeft = started.stream().anyMatch(Process::isAlive);
    started.forEach(Process::destroyForcibly);
    if (isLeft) {
      try {
        Secrecy.check(data());
        for (Path said : outputs) {
          Secrecy.check("what it said", Files.readString(said));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What it said, and how it ended. */
  public record Result(int exitCode, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }

    /** Everything on the error stream but the log of a run that goes well. */
    public List<String> complaints() {
      return err.lines().filter(it -> !it.contains(" INFO ")).toList();
    }

    public Result exits(int code) {
      assertThat(exitCode).as(toString()).isEqualTo(code);
      return this;
    }
  }

  public final class Running {
    private final Process process;
    private final Path out;
    private final Path err;

    private Running(Process process, Path out, Path err) {
      this.process = process;
      this.out = out;
      this.err = err;
    }

    public long pid() {
      return process.pid();
    }

    /** Waits until the log has a line with this text. */
    public Running until(String text) {
      return until(text, 1);
    }

    /** Waits until the log has so many lines with this text. */
    public Running until(String text, int times) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (System.nanoTime() < end) {
        if (log().filter(it -> it.contains(text)).count() >= times) {
          return this;
        }
        if (!isAlive()) {
          break;
        }
        pause();
      }
      throw new AssertionError(
          "'%s' is not %d times in the log: %s"
              .formatted(text, times, String.join("\n", log().toList())));
    }

    private void pause() {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** What it has written to the error stream so far. */
    public Stream<String> log() {
      try {
        return Files.readString(err).lines();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public boolean isAlive() {
      return process.isAlive();
    }

    /** Sends a signal, for example {@code INT}. */
    public void signal(String name) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    public Result result() {
      try {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              "still running after " + SECONDS + " s: " + Files.readString(err));
        }
        var result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        checkSecrecy(result);
        return result;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void checkSecrecy(Result result) throws IOException {
    if (!isTold) {
      assertThat(result.err()).doesNotContain("\tat ", "Exception");
    }
    Secrecy.check("what it says", result.out());
    Secrecy.check("what it complains of", result.err());
    Secrecy.check(data());
  }
}
