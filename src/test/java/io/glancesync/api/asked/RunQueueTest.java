package io.glancesync.api.asked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableClock;
import io.glancesync.api.ApiException;
import io.glancesync.api.Caller;
import io.glancesync.api.TestRequest;
import io.glancesync.api.asked.AskedRun.AskedState;
import io.glancesync.api.asked.AskedRun.RunWish;
import io.glancesync.error.BusyException;
import io.glancesync.error.RefusedException;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.run.Confirmation;
import io.glancesync.run.RunRequest;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueueTest {
  private static final RunWish BURGOS = RunWish.ofRegions(List.of("Burgos"), "");

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final Set<String> cancelled = new HashSet<>();
  private final List<String> told = new ArrayList<>();
  private boolean isStopping;
  private AskedRequests requests;
  private RunQueue runs;

  @BeforeEach
  void restart() {
    isStopping = false;
    requests =
        new AskedRequests(
            RuntimeStores.inFiles(folder, clock, StoreSettings.NONE).letters(), () -> 2);
    runs =
        new RunQueue(
            folder.resolve("asked"),
            () -> 3,
            requests,
            () -> isStopping,
            cancelled::contains,
            it -> told.add(it.id()),
            clock);
    runs.load();
  }

  private AskedRun ask(RunWish wish) {
    clock.goOn(Duration.ofSeconds(1));
    return runs.ask(TestRequest.of("POST", "/v2/runs").request(), wish);
  }

  private AskedState state(AskedRun run) {
    return runs.find(run.id()).orElseThrow().state();
  }

  private static RunReport report(RegionOutcome outcome, String error) {
    var region =
        new RegionResult(
            RegionName.of("Burgos"), outcome, Optional.of(error).filter(it -> !it.isEmpty()));
    return new RunReport(
        "run-1", Instant.EPOCH, Instant.EPOCH, false, List.of(region), List.of(), List.of());
  }

  @Test
  void each_is_done_in_its_turn() {
    AskedRun first = ask(BURGOS);
    AskedRun second =
        ask(new RunWish(List.of("other:"), List.of("base_*"), true, 7, true, List.of(), "why"));

    AskedRun now = runs.next();
    assertThat(now.id()).isEqualTo(first.id());
    assertThat(runs.next()).as("while one is at work").isNull();
    RunRequest request = requests.request(now);
    assertThat(request.regions()).containsExactly("Burgos");
    assertThat(request.parallel()).isEqualTo(2);
    assertThat(request.confirmed()).isEmpty();
    assertThat(request.begunBy()).contains("API (alice)");
    runs.ended(report(RegionOutcome.DONE, ""), null);
    assertThat(state(first)).isEqualTo(AskedState.in_sync);
    assertThat(runs.find(first.id()).orElseThrow().run()).isEqualTo("run-1");

    request = requests.request(runs.next());
    assertThat(request.dryRun()).isTrue();
    assertThat(request.parallel()).isEqualTo(7);
    assertThat(request.confirmed()).containsExactly(Confirmation.SHRUNKEN_MASTER);
    assertThat(request.images().contains(RegionName.of("Burgos"), "base_1")).isTrue();
    assertThat(request.images().contains(RegionName.of("Burgos"), "other")).isFalse();
    runs.ended(report(RegionOutcome.FAILED, "no answer"), null);
    assertThat(state(second)).isEqualTo(AskedState.failed);
    assertThat(runs.find(second.id()).orElseThrow().message()).isEqualTo("no answer");
    assertThat(runs.next()).isNull();
  }

  @Test
  void one_waits_again_while_another_run_is_under_way_or_after_the_service_ended() {
    AskedRun run = ask(BURGOS);
    runs.next();
    runs.failed(new BusyException("another run", "wait"));
    assertThat(state(run)).isEqualTo(AskedState.queued);

    runs.next();
    isStopping = true;
    runs.ended(report(RegionOutcome.FAILED, "the service was stopped"), null);
    assertThat(state(run)).isEqualTo(AskedState.queued);

    isStopping = false;
    runs.next();
    restart();
    assertThat(state(run)).as("the service was killed").isEqualTo(AskedState.queued);

    runs.next();
    runs.failed(new RefusedException("no room", "make room"));
    assertThat(state(run)).isEqualTo(AskedState.failed);
    restart();
    assertThat(state(run)).isEqualTo(AskedState.failed);
  }

  @Test
  void one_that_waits_is_cancelled_at_once() {
    AskedRun first = ask(BURGOS);
    AskedRun second = ask(BURGOS);
    assertThat(runs.cancel(second.id(), false, "bob\n")).isPresent();
    assertThat(state(second)).isEqualTo(AskedState.cancelled);
    assertThat(runs.find(second.id()).orElseThrow().message())
        .startsWith("it was cancelled by bob")
        .doesNotContain("\n");
    assertThat(runs.cancel(second.id(), false, "bob")).as("it is over").isEmpty();

    runs.next();
    assertThat(runs.cancel(first.id(), false, "bob"))
        .as("while another run is under way")
        .isPresent();
    runs.failed(new BusyException("another run", "wait"));
    assertThat(state(first)).isEqualTo(AskedState.cancelled);
    assertThat(runs.next()).isNull();
  }

  @Test
  void one_whose_run_is_at_work_is_cancelled_with_it_and_by_no_restart_taken_up_again() {
    AskedRun run = ask(BURGOS);
    runs.next();
    assertThat(runs.cancel(run.id(), true, "bob")).isPresent();
    assertThat(state(run)).isEqualTo(AskedState.queued);
    cancelled.add("run-1");
    isStopping = true;
    runs.ended(
        report(RegionOutcome.FAILED, "2 transfers put off, because the run was cancelled"), null);
    assertThat(state(run)).isEqualTo(AskedState.cancelled);
    assertThat(runs.isCancelled("run-1")).isTrue();

    AskedRun killed = ask(BURGOS);
    runs.next();
    runs.cancel(killed.id(), true, "bob");
    restart();
    assertThat(state(killed)).isEqualTo(AskedState.cancelled);
  }

  @Test
  void those_that_only_look_go_first_while_another_run_is_under_way() {
    AskedRun run = ask(BURGOS);
    AskedRun look = ask(new RunWish(List.of("Burgos"), List.of(), true, 0, false, List.of(), ""));
    assertThat(runs.next().id()).isEqualTo(run.id());
    runs.failed(new BusyException("another run", "wait"));
    assertThat(runs.next().id()).isEqualTo(look.id());
    runs.ended(report(RegionOutcome.DONE, ""), null);
    assertThat(runs.next().id()).isEqualTo(run.id());
  }

  @Test
  void a_retry_of_letters_that_are_closed_is_no_run_about_everything() {
    AskedRun retry = ask(RunWish.ofLetters(List.of("0badcafe")));
    assertThat(runs.next()).isNull();
    assertThat(state(retry)).isEqualTo(AskedState.in_sync);
  }

  @Test
  void the_same_key_and_body_is_the_same_run_for_a_day() {
    TestRequest request =
        TestRequest.of("POST", "/v2/runs").header("idempotency-key", "k1").body("{}");
    AskedRun first = runs.ask(request.request(), BURGOS);
    assertThat(runs.ask(request.request(), BURGOS)).isEqualTo(first);
    assertThat(told).containsExactly(first.id());
    restart();
    assertThat(runs.ask(request.request(), BURGOS)).isEqualTo(first);

    assertThatThrownBy(() -> runs.ask(request.body("{\"x\": 1}").request(), BURGOS))
        .isInstanceOfSatisfying(ApiException.class, it -> assertThat(it.code()).isEqualTo(422));
    Caller bob = new Caller("bob", "ops", "4711", Set.of("admin"), Instant.MAX);
    assertThat(runs.ask(request.by(bob).request(), BURGOS)).isNotEqualTo(first);

    clock.goOn(Duration.ofHours(25));
    assertThat(runs.ask(request.request(), BURGOS)).isNotEqualTo(first);
  }

  @Test
  void the_oldest_that_are_over_are_forgotten() throws IOException {
    var all = new ArrayList<AskedRun>();
    for (int i = 0; i < 5; i++) {
      all.add(ask(BURGOS));
      runs.next();
      runs.ended(report(RegionOutcome.DONE, ""), null);
    }
    assertThat(runs.all()).hasSize(3);
    assertThat(runs.find(all.get(0).id())).isEmpty();
    try (var files = Files.list(folder.resolve("asked"))) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void what_is_no_file_of_ours_is_left_alone() throws IOException {
    AskedRun run = ask(BURGOS);
    Path asked = folder.resolve("asked");
    Files.writeString(asked.resolve("x.json"), "{}");
    Files.writeString(asked.resolve("00000000-0000-0000-0000-000000000000.json"), "[");
    restart();
    assertThat(runs.all()).extracting(AskedRun::id).containsExactly(run.id());
  }

  /** Whatever happens in whatever order: each is done once, and none is forgotten before. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void none_is_lost_or_done_twice(long seed) {
    var random = new Random(seed);
    var open = new ArrayList<String>();
    var done = new ArrayList<String>();
    String atWork = null;
    for (int i = 0; i < 300; i++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> open.add(ask(BURGOS).id());
        case 2 -> {
          AskedRun next = runs.next();
          assertThat(next == null).isEqualTo(atWork != null || open.isEmpty());
          atWork = next == null ? atWork : next.id();
        }
        case 3 -> {
          runs.ended(report(RegionOutcome.DONE, ""), null);
          if (atWork != null) {
            assertThat(open.remove(0)).isEqualTo(atWork);
            done.add(atWork);
          }
          atWork = null;
        }
        case 4 -> {
          runs.failed(new BusyException("busy", "wait"));
          atWork = null;
        }
        default -> {
          restart();
          atWork = null;
        }
      }
    }
    assertThat(done).doesNotHaveDuplicates();
    assertThat(runs.all().stream().filter(it -> !it.state().isOver()).map(AskedRun::id))
        .containsExactlyElementsOf(open);
  }
}
