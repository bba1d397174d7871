package io.glancesync.embedded.http;

import java.util.HashMap;
import java.util.Map;

/** A request that a server does not carry out, with what it answers instead. */
public final class RejectedRequestException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient Map<String, String> headers = new HashMap<>();

  /**
   * @param explanation what the server says about it
   */
  public RejectedRequestException(int status, String explanation) {
    super(explanation);
    this.status = status;
  }

  /** The same, with a header that helps. */
  public RejectedRequestException with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public int status() {
    return status;
  }
}
