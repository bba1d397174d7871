/**
 * The settings of {@code conf/application.properties}: one table of all, with default, range and
 * unit, and typed records for those who use them.
 */
package io.glancesync.property;
