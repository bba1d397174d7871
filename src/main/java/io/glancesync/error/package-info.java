/** What an error means: its class, its text, what to do about it, and when to try again. */
package io.glancesync.error;
