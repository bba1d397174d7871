package io.glancesync.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.openstack.RefusedException;
import io.glancesync.transfer.Turns.Pause;
import io.glancesync.transfer.Turns.Turn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time, and edits between runs. */
@Timeout(300)
class TurnsTest {
  @TempDir Path data;

  @Test
  void a_second_run_is_refused_until_the_first_has_ended() throws InterruptedException {
    var turns = new Turns(data);
    Turn turn = turns.take();
    assertThatThrownBy(turns::take)
        .isInstanceOf(BusyException.class)
        .hasMessageStartingWith("Another run is under way with " + data);

    turns.giveBack(turn);

    turns.giveBack(turns.take());
  }

  @Test
  void while_a_run_is_under_way_there_is_no_pause() throws InterruptedException {
    var turns = new Turns(data);
    Turn turn = turns.take();
    assertThat(turns.pause()).isEmpty();
    assertThat(turns.awaitNone(Duration.ofMillis(10))).isFalse();

    turns.giveBack(turn);

    assertThat(turns.awaitNone(Duration.ofMillis(10))).isTrue();
    turns.pause().orElseThrow().close();
  }

  @Test
  void a_run_waits_for_the_end_of_a_pause() throws Exception {
    var turns = new Turns(data);
    Pause pause = turns.pause().orElseThrow();
    CompletableFuture<Turn> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return turns.take();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread.sleep(100);
    assertThat(run).isNotDone();

    pause.close();

    turns.giveBack(run.get(10, TimeUnit.SECONDS));
  }

  @Test
  void a_folder_that_cannot_be_used_is_no_other_run() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "no folder");

    assertThatThrownBy(() -> new Turns(file).take())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("glancesync.var");
  }
}
