/**
 * One view of what is going on: regions, transfers, runs, and what waits for a person. Whoever
 * shows or counts any of it reads it here. Pure: it reads no file and asks nobody, what it knows it
 * is told.
 */
package io.glancesync.overview;
