package io.glancesync.log;

import io.glancesync.region.RegionName;
import org.slf4j.MDC;

/** Names the run, region and image that log lines are about, for work outside of a route. */
public final class LogScope {
  public static final String RUN = "run";
  public static final String REGION = "region";
  public static final String IMAGE = "image";

  private LogScope() {}

  /** Does work that may log about a run that has ended. */
  public static void ofRun(String run, Runnable work) {
    with(RUN, run, work);
  }

  /** Does work that may log about another region than the current one. */
  public static void inRegion(RegionName region, Runnable work) {
    with(REGION, region.toString(), work);
  }

  /** Does work that may log about another image than the current one. */
  public static void ofImage(String image, Runnable work) {
    with(IMAGE, image, work);
  }

  private static void with(String key, String value, Runnable work) {
    String before = MDC.get(key);
    MDC.put(key, value);
    try {
      work.run();
    } finally {
      if (before == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, before);
      }
    }
  }
}
