/**
 * Version 2 of the HTTP API: what each of its paths answers (API, section 11). It reads the one
 * view of what is going on, and what lies in files.
 */
package io.glancesync.api.v2;
