/** Where what one run leaves to the next is kept. */
package io.glancesync.store;
