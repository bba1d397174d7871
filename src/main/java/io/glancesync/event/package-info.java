/** What happens, as messages for routes that users add. */
package io.glancesync.event;
