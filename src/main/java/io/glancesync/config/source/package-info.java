/** Settings as they are written, with file, line and key, before anybody knows what they mean. */
package io.glancesync.config.source;
