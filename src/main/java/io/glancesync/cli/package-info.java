/** The command line: words to commands, results to text. It knows no Camel, only an engine. */
package io.glancesync.cli;
