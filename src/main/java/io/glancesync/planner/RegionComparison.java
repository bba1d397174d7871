package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Policy;
import io.glancesync.plan.RegionMemory;
import io.glancesync.region.RegionName;
import java.util.Collection;

/**
 * All that a region was compared with the master by.
 *
 * @param images all images that the region lists
 * @param projectId our project in the region
 * @param memory what earlier runs noted of it
 * @param plan what came of it, after the guards
 */
public record RegionComparison(
    MasterImages master,
    RegionName region,
    Collection<Image> images,
    Policy policy,
    String projectId,
    RegionMemory memory,
    Plan plan) {}
