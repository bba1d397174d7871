package io.glancesync.plan;

import io.glancesync.image.Image;

/** The state in which one region has one selected image of the master. */
public record ImageState(State state, Image master) {}
