/** The commands for dead letters. */
package io.glancesync.cli.letters;
