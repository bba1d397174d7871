/** A Keystone v3 with its tokens and its catalog. */
package io.glancesync.embedded.keystone;
