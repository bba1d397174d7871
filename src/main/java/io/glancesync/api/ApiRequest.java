package io.glancesync.api;

import io.glancesync.config.credential.Secret;
import java.util.Optional;

/**
 * A request to the API, with all of it that the API looks at.
 *
 * @param id finds it in all logs
 * @param region the region of its path; empty where there is none
 * @param task the task of its path; empty where there is none
 * @param image the name that it asks for; absent for all
 * @param token of the caller; absent where there is none, or none that could be a token
 * @param caller who it is; absent before Keystone said so
 */
public record ApiRequest(
    String id,
    String region,
    String task,
    Optional<String> image,
    Optional<Secret> token,
    Optional<Caller> caller) {

  /** The same, now that it is known who calls. The token is needed no more. */
  ApiRequest by(Caller who) {
    return new ApiRequest(id, region, task, image, Optional.empty(), Optional.of(who));
  }

  /** Whether Keystone has to be asked who calls. */
  public boolean isOfStranger() {
    return caller.isEmpty();
  }
}
