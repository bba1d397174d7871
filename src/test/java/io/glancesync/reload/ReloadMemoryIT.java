package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits of every kind leave nothing in memory. {@code -Dedits.memory} says how many are made; the
 * heap is compared with that after the first hundred.
 */
@Timeout(3600)
class ReloadMemoryIT {
  private static final int EDITS = Integer.getInteger("edits.memory", 200);
  private static final int FIRST = 100;
  private static final List<String> NAMES =
      Stream.of(FileMaker.TRANSFER, FileMaker.OTHERS).flatMap(List::stream).toList();

  @TempDir Path home;
  private final FileMaker maker = new FileMaker(new Random(1));
  private SmallService service;

  @Test
  void the_heap_is_within_a_tenth_of_what_it_was() throws Exception {
    Map<String, MadeFile> files = RandomEdits.first(maker);
    var disk = new EditedDisk(home, false, files);
    try (var started = new SmallService(home, Map.of("ledger", new Ledger()))) {
      service = started;
      long first = 0;
      for (int i = 2; i <= EDITS; i += 2) {
        String name = i % 40 == 0 ? SettingsText.FILE : NAMES.get(i / 2 % NAMES.size());
        String file = i % 40 == 0 ? name : RandomEdits.file(name);
        edit(disk, file, i % 3 == 0 ? maker.broken(name) : maker.sound(name));
        // the next one begins where the service began
        edit(disk, file, files.get(file));
        if (i % FIRST == 0) {
          long used = used();
          first = first == 0 ? used : first;
          System.out.printf("edits: %,d bytes after %d edits%n", used, i);
        }
      }
      assertThat(used()).isLessThan(first * 11 / 10);
    }
  }

  private void edit(EditedDisk disk, String name, MadeFile file) throws Exception {
    disk.write(Map.of(name, file), Map.of());
    service.look();
    new Portrait(service.context).arrange();
    for (int i = 0; i < 100 && service.reload.isWaiting(); i++) {
      Thread.sleep(3);
      service.after(1000);
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
