/** How fast content may go: limits, and the waiting that keeps them. */
package io.glancesync.bandwidth;
