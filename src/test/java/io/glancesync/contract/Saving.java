package io.glancesync.contract;

/** Waits for what a server does a little later than it was asked to. */
final class Saving {
  private Saving() {}

  /** Until some content of the image has arrived. */
  static void await(Api glance, String id) {
    await(glance, id, "saving");
  }

  static void await(Api glance, String id, String status) {
    for (int i = 0; i < 200; i++) {
      if (glance.status(id).equals(status)) {
        return;
      }
      pause();
    }
    throw new AssertionError("expected " + status + ", but is: " + glance.get(id).text());
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
