package io.glancesync.config.source;

import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorReport.ErrorKind;
import io.glancesync.error.ExplainedException;

/**
 * The configuration cannot be used. The message is complete and meant for a user: where, what is
 * wrong, what to do. It never holds a secret, and neither does a cause, which there is not.
 */
public final class ConfigurationException extends ExplainedException {
  private static final long serialVersionUID = 1L;

  /**
   * @param error where and what is wrong
   * @param remedy what to do; empty where the error says it
   */
  public ConfigurationException(String error, String remedy) {
    super(ErrorKind.CONFIGURATION, ErrorClass.PERMANENT, error, remedy, null);
  }

  public ConfigurationException(String message) {
    this(message, "");
  }
}
