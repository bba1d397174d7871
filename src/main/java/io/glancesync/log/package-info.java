/**
 * Plug-ins that log4j2 calls for each log event, whoever writes it: they format lines and hide
 * secrets.
 */
package io.glancesync.log;
