/**
 * The command line. It turns arguments into commands and results into text. It does not use Camel,
 * only an engine.
 */
package io.glancesync.cli;
