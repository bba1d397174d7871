package io.glancesync.bandwidth;

import java.util.concurrent.TimeUnit;

/** How time goes by, and how one waits for it. */
interface Ticks {
  /** Those of this process. */
  Ticks REAL =
      new Ticks() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  /** Only good for differences. */
  long nanos();

  void sleep(long nanos) throws InterruptedException;
}
