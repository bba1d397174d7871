/** What the benchmark in {@code src/test/bench} needs of Java: clouds in a process of their own. */
package io.glancesync.bench;
