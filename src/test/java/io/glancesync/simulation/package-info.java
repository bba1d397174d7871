/**
 * Worlds made from a seed: a master region and others, rules, everything that can go wrong, and
 * crashes of GlanceSync itself; and what must be true all the time and in the end.
 */
package io.glancesync.simulation;
