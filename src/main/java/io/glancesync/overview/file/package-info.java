/** The run that is at work, as a file tells it to other processes of the same host. */
package io.glancesync.overview.file;
