package io.glancesync.overview;

import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.TransferPhase;
import java.time.Instant;
import java.util.Optional;

/**
 * A transfer that is under way.
 *
 * @param image its name in the region
 * @param since when it was first waited for, or began
 * @param pace of its content; one that sends none has the size 0
 * @param attempt how often the sending of its content was begun
 * @param retryAt when a request that failed is sent again; empty unless that is waited for
 * @param requestId of the last answer that made a retry necessary, as OpenStack's own logs have it
 */
public record TransferOverview(
    String run,
    RegionName region,
    String image,
    Action action,
    TransferPhase phase,
    Instant since,
    Pace pace,
    int attempt,
    Optional<Instant> retryAt,
    Optional<String> requestId) {}
