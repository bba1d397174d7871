/**
 * Who signs in, where and with what: from {@code glancesync.conf}, {@code clouds.yaml} or the
 * environment.
 */
package io.glancesync.config.credential;
