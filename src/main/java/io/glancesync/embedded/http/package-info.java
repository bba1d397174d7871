/**
 * What every server of the embedded OpenStack shares: HTTP, injected faults, and a record of the
 * traffic.
 */
package io.glancesync.embedded.http;
