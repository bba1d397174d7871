package io.glancesync.limit;

import io.glancesync.region.RegionName;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes in portions, which are small where the rate is low, so that no server takes a pause for
 * the end.
 */
final class LimitedStream extends FilterOutputStream {
  private static final int PORTIONS_PER_SECOND = 10;

  private final BandwidthLimiter limiter;
  private final RegionName region;

  LimitedStream(BandwidthLimiter limiter, RegionName region, OutputStream out) {
    super(out);
    this.limiter = limiter;
    this.region = region;
  }

  @Override
  public void write(int one) throws IOException {
    limiter.pass(region, 1);
    out.write(one);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int portion = Math.min(portion(), length - done);
      limiter.pass(region, portion);
      out.write(bytes, from + done, portion);
      done += portion;
    }
  }

  private int portion() {
    long portion = limiter.of(region).bytesPerSecond() / PORTIONS_PER_SECOND;
    return (int) Math.max(1, Math.min(portion, Integer.MAX_VALUE));
  }
}
