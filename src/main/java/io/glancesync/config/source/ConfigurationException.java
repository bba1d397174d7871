package io.glancesync.config.source;

/**
 * The configuration cannot be used. The message is complete and meant for a user: where, what is
 * wrong, what to do. It never holds a secret, and neither does a cause, which there is not.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
