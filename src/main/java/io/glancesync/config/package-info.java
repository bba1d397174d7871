/**
 * The configuration: {@code glancesync.conf}, {@code clouds.yaml} and the environment, read into
 * records. All errors in it are found here and reported in texts for a user. No such text ever
 * contains a secret.
 */
package io.glancesync.config;
