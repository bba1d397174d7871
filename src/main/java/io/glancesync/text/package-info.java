/** Texts from elsewhere, made fit to be shown: names, answers and messages of servers. */
package io.glancesync.text;
