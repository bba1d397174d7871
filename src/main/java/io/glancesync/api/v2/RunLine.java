package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run in a list.
 *
 * @param id of the run; of one that has not begun, the id under which it was asked for
 * @param since when it began, or was asked for
 * @param state {@code queued}, {@code running}, or how it ended
 * @param regions by name
 * @param schedule that has begun it
 */
record RunLine(
    String id,
    Instant since,
    String state,
    List<String> regions,
    Optional<String> schedule,
    ObjectNode node) {}
