package io.glancesync.embedded;

/** A request that a server does not carry out, with what it answers instead. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  /**
   * @param explanation what the server says about it
   */
  Refusal(int status, String explanation) {
    super(explanation);
    this.status = status;
  }

  int status() {
    return status;
  }
}
