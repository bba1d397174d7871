package io.glancesync.contract;

/** Waits for what a server does a little later than it was asked to. */
public final class Wait {
  private static final int TIMES = 3000;

  private Wait() {}

  /** Until the server has begun to read the image's content. */
  public static void untilSaving(Api glance, String id) {
    until(glance, id, "saving");
  }

  public static void until(Api glance, String id, String status) {
    for (int i = 0; i < TIMES; i++) {
      if (glance.status(id).equals(status)) {
        return;
      }
      aLittle();
    }
    throw new AssertionError("expected " + status + ", but is: " + glance.get(id).text());
  }

  public static void aLittle() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
