package io.glancesync.error;

import java.util.Locale;

/** Whether a retry may help, and who has to do something before it does. */
public enum ErrorClass {
  /** A transient error: no connection, a time-out, a stall, an overloaded server. */
  TRANSIENT,
  /** The server refused the credential, or its token. */
  CREDENTIAL,
  /** A permanent error: it would happen again until somebody changes something. */
  PERMANENT;

  /** The text that users read and write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
