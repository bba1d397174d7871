package io.glancesync.overview;

import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.TransferPhase;
import java.time.Instant;

/**
 * A transfer that is under way.
 *
 * @param image its name in the region
 * @param since when it was first waited for, or began
 * @param pace of its content; one that sends none has the size 0
 * @param attempt how often the sending of its content was begun
 */
public record TransferOverview(
    String run,
    RegionName region,
    String image,
    Action action,
    TransferPhase phase,
    Instant since,
    Pace pace,
    int attempt) {}
