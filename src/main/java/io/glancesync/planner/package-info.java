/** Compares a region with the master and decides, rule by rule of the specification. */
package io.glancesync.planner;
