/** Makes texts from elsewhere safe to show: names, and the answers and messages of servers. */
package io.glancesync.text;
