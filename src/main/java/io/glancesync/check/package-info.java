/**
 * What {@code glancesync check} looks at, one class for each subject: the host, the data folder,
 * each target.
 */
package io.glancesync.check;
