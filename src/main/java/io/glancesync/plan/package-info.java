/** What a region needs, as data: a plan has steps, and says what it holds back and why. */
package io.glancesync.plan;
