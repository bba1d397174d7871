/** What runs and reports look like on a terminal or in a file. */
package io.glancesync.cli.display;
