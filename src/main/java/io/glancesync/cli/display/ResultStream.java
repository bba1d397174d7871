package io.glancesync.cli.display;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The stream that results are written to. A {@link java.io.PrintWriter} tells nobody that writing
 * failed; this remembers it.
 */
public final class ResultStream extends FilterOutputStream {
  private static final String READER_IS_GONE = "Broken pipe";

  private IOException failure;

  public ResultStream(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    noting(() -> out.write(bytes, offset, length));
  }

  @Override
  public void write(int value) throws IOException {
    noting(() -> out.write(value));
  }

  @Override
  public void flush() throws IOException {
    noting(out::flush);
  }

  /**
   * Why results could not be written, if so. A reader that has seen enough, as {@code head} does,
   * is not a failure.
   */
  public Optional<String> failure() {
    return Optional.ofNullable(failure)
        .map(IOException::getMessage)
        .filter(message -> !message.equals(READER_IS_GONE));
  }

  private void noting(IoAction ioAction) throws IOException {
    try {
      ioAction.write();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  private interface IoAction {
    void write() throws IOException;
  }
}
