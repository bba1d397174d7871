package io.glancesync.cli.run;

import io.glancesync.file.LimitedFile;
import java.io.IOException;
import java.nio.file.Path;

/** Who gives a command: the account and the host. */
final class CommandUser {
  /** Linux tells it without a name server, for which a command might have to wait. */
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  private static final int LONGEST = 256;

  private CommandUser() {}

  /** {@code root@host}; without the host where the system does not tell it. */
  static String name() {
    String account = System.getProperty("user.name");
    try {
      return account + "@" + LimitedFile.text(HOST, LONGEST).strip();
    } catch (IOException e) {
      return account;
    }
  }
}
