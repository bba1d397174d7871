/**
 * The configuration: {@code glancesync.conf} and what belongs to it, read into records. All errors
 * in it are found here and below and reported in texts for a user. No such text ever contains a
 * secret.
 */
package io.glancesync.config;
