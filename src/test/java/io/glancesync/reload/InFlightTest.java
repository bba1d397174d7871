package io.glancesync.reload;

import static io.glancesync.reload.Edited.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.glancesync.run.RunLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that is on its way is interrupted, lost or repeated by an edit. */
@Timeout(300)
class InFlightTest {
  private static final String FILE = "99-more.camel.yaml";
  private static final String CLOCK = "98-clock.camel.yaml";

  @TempDir Path home;
  private Edited edited;
  private Edited.Barrier barrier;

  @BeforeEach
  void start() {
    edited = new Edited(home);
    barrier = edited.barrier();
  }

  @AfterEach
  void stop() {
    barrier.open.release(1000);
    edited.close();
  }

  @Test
  void what_a_run_may_need_changes_between_runs() throws Exception {
    edited.edit(FILE, answering("hello", "one"));
    RunLock.Handle run = edited.runLock.acquire();

    assertThat(edited.edit(FILE, answering("hello", "two"))).isEmpty();
    assertThat(edited.ask("hello")).isEqualTo("one");

    edited.runLock.release(run);
    edited.look();
    assertThat(edited.ask("hello")).isEqualTo("two");
  }

  @Test
  void the_run_itself_may_look_before_it_begins() throws Exception {
    edited.write(FILE, answering("hello", "one"));
    RunLock.Handle run = edited.runLock.acquire();
    edited.reload.pollBeforeRun();
    edited.runLock.release(run);

    assertThat(edited.ask("hello")).isEqualTo("one");
  }

  @Test
  void what_no_run_needs_changes_at_once() throws Exception {
    RunLock.Handle run = edited.runLock.acquire();

    assertThat(edited.edit(CLOCK, clock("tick"))).isEmpty();

    assertThat(edited.context.getRoute("tick")).isNotNull();
    edited.runLock.release(run);
  }

  @Test
  void files_that_are_edited_together_change_together() throws Exception {
    RunLock.Handle run = edited.runLock.acquire();
    edited.write(FILE, answering("hello", "one"));
    edited.write(CLOCK, clock("tick"));

    assertThat(edited.look()).isEmpty();
    assertThat(edited.context.getRoute("tick")).isNull();

    edited.runLock.release(run);
    edited.look();
    assertThat(edited.context.getRoute("tick")).isNotNull();
    assertThat(edited.context.getRoute("hello")).isNotNull();
  }

  @Test
  void a_later_edit_does_not_overtake_one_that_waits() throws Exception {
    RunLock.Handle run = edited.runLock.acquire();
    edited.edit(FILE, answering("hello", "one"));

    assertThat(edited.edit(CLOCK, clock("tick"))).isEmpty();
    assertThat(edited.context.getRoute("tick")).isNull();

    edited.runLock.release(run);
    edited.look();
    assertThat(edited.context.getRoute("tick")).isNotNull();
    assertThat(edited.context.getRoute("hello")).isNotNull();
  }

  @Test
  void a_route_changes_when_what_is_on_its_way_is_through() throws Exception {
    edited.edit(CLOCK, once("tick"));
    barrier.arrived.acquire();
    Route before = edited.context.getRoute("tick");

    assertThat(edited.edit(CLOCK, once("tock"))).isEmpty();
    assertThat(edited.context.getRoute("tick")).isSameAs(before);
    assertThat(edited.context.getRoute("tock")).isNull();

    barrier.open.release();
    lookUntil(() -> edited.context.getRoute("tock") != null);
    assertThat(edited.context.getRoute("tick")).isNull();
    assertThat(before.getUptimeMillis()).isZero();
  }

  @Test
  void a_message_that_came_in_the_last_moment_keeps_all_as_it_is() throws Exception {
    edited.edit(CLOCK, clock("tick"));
    barrier.arrived.acquire();
    var files = Set.of(CLOCK);
    Revision old = Revision.of(Map.of(CLOCK, clock("tick")));
    Revision next = Revision.of(Map.of(CLOCK, clock("tock")));
    var swap = new Swap((ModelCamelContext) edited.context);

    boolean replaced =
        // nothing is stopped, as a stop waits for the message
        assertTimeout(
            Duration.ofSeconds(20), () -> swap.replace(files, old, next, () -> {}, () -> {}));

    assertThat(replaced).isFalse();

    assertThat(edited.context.getRouteController().getRouteStatus("tick").isStarted()).isTrue();
    assertThat(edited.context.getInflightRepository().size("tick")).isEqualTo(1);
    barrier.open.release();
    assertThat(barrier.arrived.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_clock_in_another_file_goes_on() throws InterruptedException {
    edited.edit(CLOCK, clock("tick"));
    barrier.open.release(1000);
    Route before = edited.context.getRoute("tick");

    for (String word : new String[] {"one", "two", "three"}) {
      edited.edit(FILE, answering("hello", word));
    }

    barrier.arrived.drainPermits();
    assertThat(barrier.arrived.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    assertThat(edited.context.getRoute("tick")).isSameAs(before);
  }

  @Test
  void what_waits_in_a_queue_is_not_lost() throws Exception {
    String queue =
        answering("queue", "x")
            .replace("direct:queue", "seda:queue")
            .replace("setBody:", "bean:")
            .replace("constant: x", "{ref: barrier, method: hold}");
    edited.edit(FILE, queue);
    for (int i = 0; i < 3; i++) {
      edited.template.sendBody("seda:queue?waitForTaskToComplete=Never", i);
    }
    barrier.arrived.acquire();

    edited.edit(FILE, queue.replace("Answers", "Answers otherwise"));
    barrier.open.release(3);

    assertThat(barrier.arrived.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
    lookUntil(() -> "Answers otherwise".equals(edited.context.getRoute("queue").getDescription()));
  }

  @Test
  void a_queue_may_take_its_time_to_stop() {
    String queue = answering("queue", "one").replace("direct:queue", "seda:queue?pollTimeout=2500");
    edited.edit(FILE, queue);
    Route before = edited.context.getRoute("queue");

    assertThat(edited.edit(FILE, queue.replace("one", "two"))).isEmpty();

    assertThat(edited.context.getRoute("queue")).isNotNull().isNotSameAs(before);
    assertThat(edited.template.requestBody("seda:queue", "", String.class)).isEqualTo("two");
  }

  private void lookUntil(BooleanSupplier isSo) throws InterruptedException {
    while (!isSo.getAsBoolean()) {
      edited.look();
      Thread.sleep(10);
    }
  }

  private static String once(String id) {
    return clock(id).replace("delay=0", "delay=0&repeatCount=1");
  }

  private static String clock(String id) {
    return """
        - route:
            id: %1$s
            description: Ticks
            from:
              uri: timer:%1$s?period=10&delay=0
              steps:
                - bean: {ref: barrier, method: hold}
        """
        .formatted(id);
  }
}
