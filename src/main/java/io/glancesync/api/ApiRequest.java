package io.glancesync.api;

import io.glancesync.config.credential.Secret;
import java.util.HashMap;
import java.util.Optional;

/**
 * A request to the API, with all of it that the API looks at.
 *
 * @param id finds it in all logs
 * @param token of the caller; absent where there is none, or none that could be a token
 * @param caller who it is; absent before Keystone said so
 */
public record ApiRequest(String id, ApiCall call, Optional<Secret> token, Optional<Caller> caller) {
  private static final String REGION = "region";

  /** The same, now that it is known who calls. The token is needed no more. */
  ApiRequest by(Caller who) {
    return new ApiRequest(id, call, Optional.empty(), Optional.of(who));
  }

  /** The same, about a region in the way in which users write it. */
  ApiRequest about(String region) {
    var parameters = new HashMap<>(call.parameters());
    parameters.put(REGION, region);
    return new ApiRequest(
        id,
        new ApiCall(
            call.method(), call.path(), parameters, call.query(), call.headers(), call.body()),
        token,
        caller);
  }

  /** Whether Keystone has to be asked who calls. */
  public boolean isOfStranger() {
    return caller.isEmpty();
  }

  /** The region of its path; empty where there is none. */
  public String region() {
    return call.parameter(REGION);
  }
}
