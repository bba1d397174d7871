package io.glancesync.route;

import io.glancesync.error.ErrorMapper;
import io.glancesync.error.TransferException.LocalFileUnusable;
import io.glancesync.openstack.OptionalParts;
import io.glancesync.region.RegionName;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Decides whether an error concerns only an optional part of a request. Then the request is
 * repeated at once without that part.
 */
public final class OptionalPartFallback {
  private final OptionalParts parts;

  public OptionalPartFallback(OptionalParts parts) {
    this.parts = parts;
  }

  /**
   * Whether the failed request can be repeated without an optional part. Records what is left out
   * from now on.
   *
   * @param headers of the request
   */
  public boolean isLeftOut(RegionName at, Exception cause, Map<String, Object> headers) {
    return ErrorMapper.rootCause(cause) instanceof LocalFileUnusable
        || cause instanceof HttpOperationFailedException answer
            && parts.leaveOut(at, answer.getStatusCode(), headers);
  }
}
