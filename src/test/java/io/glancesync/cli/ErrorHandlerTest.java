package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.RefusedException;
import io.glancesync.error.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorHandlerTest {
  @TempDir Path folder;
  FakeEngine engine = new FakeEngine().region("Valladolid").region("Burgos");

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(new ConfigurationException("Wrong key"), 2, "Wrong key"),
        Arguments.of(
            new UnreachableException(
                new ErrorReport(
                    ErrorReport.ErrorKind.UNREACHABLE, ErrorClass.TRANSIENT, "No answer", ""),
                null),
            3,
            "No answer"),
        Arguments.of(new RefusedException("Not allowed", ""), 1, "Not allowed"),
        Arguments.of(
            new UncheckedIOException(new FileSystemException("f", null, "No space left")),
            1,
            "f: No space left"),
        Arguments.of(
            new IllegalStateException("never"),
            1,
            "this is an error in GlanceSync itself, not in what you did:"
                + " java.lang.IllegalStateException: never; --debug shows where it happened"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void each_has_one_line_and_its_exit_code(RuntimeException problem, int code, String line) {
    engine.troubled(problem);

    for (String command : new String[] {"sync", "status", "regions"}) {
      assertThat(new Shell(folder, engine).run(command))
          .isEqualTo(new Shell.Said(code, "", "glancesync: " + line + "\n"));
    }
    assertThat(new Shell(folder, engine).run("backup", "--to", folder + "/b").code())
        .isEqualTo(code);
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void debug_shows_where_it_happened() {
    engine.troubled(new IllegalStateException("never"));

    assertThat(new Shell(folder, engine).run("--debug", "status").err())
        .contains("\tat io.glancesync.cli.ErrorHandlerTest.debug_shows")
        .endsWith("java.lang.IllegalStateException: never\n");
  }

  @Test
  void a_reader_that_has_seen_enough_is_no_failure() {
    assertThat(new Shell(folder, engine, failing("Broken pipe")).run("regions"))
        .isEqualTo(new Shell.Said(0, "Valladolid\nBurgos\n", ""));
  }

  @Test
  void a_result_that_cannot_be_written_is_a_failure() {
    var said = new Shell(folder, engine, failing("No space left on device")).run("regions");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo("glancesync: the result could not be written: No space left on device\n");
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
