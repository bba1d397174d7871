/** Schedules: when runs are due, and whether they took place. */
package io.glancesync.schedule;
