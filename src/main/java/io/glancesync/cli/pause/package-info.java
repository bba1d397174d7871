/** {@code pause} and {@code resume}: regions that runs leave out for a while. */
package io.glancesync.cli.pause;
