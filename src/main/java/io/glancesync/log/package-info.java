/**
 * Plug-ins that log4j2 calls for each log event of any logger: they format lines and hide secrets.
 */
package io.glancesync.log;
