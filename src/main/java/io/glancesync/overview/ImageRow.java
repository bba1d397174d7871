package io.glancesync.overview;

import io.glancesync.image.ImageId;

/**
 * A master image, as of the last comparison that selected it.
 *
 * @param size in bytes
 */
public record ImageRow(String image, long size, ImageId masterId) {}
