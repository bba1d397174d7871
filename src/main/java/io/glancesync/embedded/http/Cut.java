package io.glancesync.embedded.http;

import java.io.IOException;

/** The connection ends here, with a reset and without an answer. */
public class Cut extends IOException {
  private static final long serialVersionUID = 1L;

  Cut(String why) {
    super(why);
  }

  /** The server's process died: nobody is left to clear up after the request. */
  public static final class ByCrash extends Cut {
    private static final long serialVersionUID = 1L;

    public ByCrash() {
      super("the process was killed");
    }
  }
}
