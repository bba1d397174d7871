/** What log4j2 asks for each event of the log, whoever writes it: lines and secrets. */
package io.glancesync.log;
