/** The steps of one copy or update, as the routes 30 to 62 call them. */
package io.glancesync.copy;
