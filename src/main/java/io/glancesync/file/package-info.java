/** Files that GlanceSync writes for people and for other programs: reports and backups. */
package io.glancesync.file;
