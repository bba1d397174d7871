/** Image content on its way: the spool, the streams, the hashes. */
package io.glancesync.content;
