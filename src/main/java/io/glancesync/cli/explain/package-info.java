/** {@code explain}: why an image is, or is not, in a region. */
package io.glancesync.cli.explain;
