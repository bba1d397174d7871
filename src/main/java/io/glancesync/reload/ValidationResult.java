package io.glancesync.reload;

import java.util.List;

/**
 * What an edit comes to.
 *
 * @param good what runs, with those edits that can be taken over
 * @param troubles why the others cannot
 */
record ValidationResult(RouteSet good, List<Problem> troubles) {}
