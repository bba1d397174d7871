package io.glancesync.route;

import io.glancesync.openstack.OptionalParts;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.TransferException.LocalFileUnusable;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Whether what went wrong concerns only what can be left out, so that it is done at once without.
 */
public final class OptionalPartFallback {
  private final OptionalParts parts;

  public OptionalPartFallback(OptionalParts parts) {
    this.parts = parts;
  }

  /**
   * Judges a request that failed, and notes what is left out from now on.
   *
   * @param headers of the request
   */
  public boolean isLeftOut(RegionName at, Exception cause, Map<String, Object> headers) {
    return ErrorMapper.rootCause(cause) instanceof LocalFileUnusable
        || cause instanceof HttpOperationFailedException answer
            && parts.leaveOut(at, answer.getStatusCode(), headers);
  }
}
