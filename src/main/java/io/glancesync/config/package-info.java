/**
 * The configuration: {@code glancesync.conf}, {@code clouds.yaml} and the environment, read into
 * records. Everything that can be wrong is found here and said in words for a user; no secret is
 * ever part of such a text.
 */
package io.glancesync.config;
