package io.glancesync.plan;

import io.glancesync.image.Image;

/**
 * A step that is not begun because it is known to fail.
 *
 * @param action what would have been done
 * @param reason a sentence that says what stands in the way and what to do about it
 */
public record Refusal(Action action, Image master, String reason) {}
