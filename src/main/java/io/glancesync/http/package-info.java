/**
 * What the HTTP client is told beyond its own options: limits for answers, deadlines, certificates.
 */
package io.glancesync.http;
