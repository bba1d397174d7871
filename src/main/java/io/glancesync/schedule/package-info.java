/** When runs are due, and whether they came. */
package io.glancesync.schedule;
