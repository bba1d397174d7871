package io.glancesync.reload;

import java.util.List;

/**
 * The result of the validation of edits.
 *
 * @param good the running routes, with the edits that can be applied
 * @param troubles why the other edits cannot be applied
 */
record ValidationResult(RouteSet good, List<Problem> troubles) {}
