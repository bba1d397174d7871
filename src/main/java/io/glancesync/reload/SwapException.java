package io.glancesync.reload;

/** Camel failed to load the files of an edit. What ran before runs again. */
final class SwapException extends Exception {
  private final String file;

  /**
   * @param file the file of the route at which Camel failed; empty if it is unknown
   */
  SwapException(String file, Throwable cause) {
    super(cause);
    this.file = file;
  }

  String file() {
    return file;
  }
}
