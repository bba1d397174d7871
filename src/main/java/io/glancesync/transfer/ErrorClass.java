package io.glancesync.transfer;

import java.util.Locale;

/**
 * Whether trying again may help, and who has to do something before it does (design decision 6).
 */
public enum ErrorClass {
  /** It may pass by itself: no connection, a time-out, a stall, a server that is overloaded. */
  TRANSIENT,
  /** Our credential, or the token that it gave, was refused. */
  CREDENTIAL,
  /** The same would happen again until somebody changes something. */
  PERMANENT;

  /** As users read and write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
