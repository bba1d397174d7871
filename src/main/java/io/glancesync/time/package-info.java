/** How long something takes, whatever happens to the clock on the wall. */
package io.glancesync.time;
