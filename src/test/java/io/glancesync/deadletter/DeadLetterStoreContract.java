package io.glancesync.deadletter;

import static io.glancesync.deadletter.Letters.FAILED;
import static io.glancesync.deadletter.Letters.letterOf;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.Attempt;
import io.glancesync.transfer.JournalContract;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of dead letters does: nothing gets lost, and nothing is there twice. */
public abstract class DeadLetterStoreContract {
  /** How long a permanent failure waits for its next try at most. */
  protected static final Duration LONGEST = Duration.ofHours(8);

  protected static final int MANY = 1000;

  private DeadLetterStore letters;

  /**
   * The letters as a process that starts now finds them; what earlier ones of the same test stored
   * is there. Its longest wait is {@link #LONGEST}.
   */
  protected abstract DeadLetterStore letters();

  @BeforeEach
  void open() {
    letters = letters();
  }

  protected static DeadLetter failedAgain(DeadLetter letter, int seconds) {
    Transfer before = letter.transfer();
    var transfer =
        new Transfer("run-2", before.source(), before.region(), before.step(), 1, before.placed());
    return letterOf(transfer, letter.lastFailed().plusSeconds(seconds));
  }

  private static Instant at(int seconds) {
    return FAILED.plusSeconds(seconds);
  }

  @Test
  void before_anything_failed_there_is_nothing() {
    assertThat(letters.all()).isEmpty();
    assertThat(letters.seen()).isEmpty();
    assertThat(letters.requested()).isEmpty();
    assertThat(letters.problems()).isEmpty();
    assertThat(letters.setAside()).isEmpty();
    letters.remove(List.of(letterOf("a")));
    letters.putBack(List.of(letterOf("a")));
    assertThat(letters.all()).isEmpty();
  }

  @Test
  void what_was_stored_is_there_for_other_processes() {
    assertThat(letters.put(letterOf("a"), MANY)).contains(letterOf("a"));

    assertThat(letters().all()).containsExactly(letterOf("a"));
    assertThat(letters().seen()).containsExactly(letterOf("a"));
    assertThat(letters().requested()).isEmpty();
  }

  protected static Stream<String> oddNames() {
    return JournalContract.oddNames();
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void an_odd_name_comes_back(String name) {
    letters.put(letterOf(name), MANY);

    assertThat(letters.all()).containsExactly(letterOf(name));

    letters.remove(letters.all());

    assertThat(letters.all()).isEmpty();
  }

  @Test
  void what_fails_again_is_the_same_letter_and_keeps_its_beginning() {
    DeadLetter first = letterOf("a");
    letters.put(first, MANY);

    Optional<DeadLetter> stored = letters.put(failedAgain(first, 60), MANY);

    DeadLetter kept = letters.all().get(0);
    assertThat(letters().all()).hasSize(1);
    assertThat(stored).contains(kept);
    assertThat(kept.firstFailed()).isEqualTo(FAILED);
    assertThat(kept.lastFailed()).isEqualTo(FAILED.plusSeconds(60));
    assertThat(kept.transfer().run()).isEqualTo("run-2");
    assertThat(kept.attempts()).extracting(Attempt::run).containsExactly("run-1", "run-2");
  }

  @Test
  void what_fails_again_in_the_same_way_waits_longer_but_no_longer_than_is_set() {
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < 5; i++) {
      Instant now = at(i * 60);
      DeadLetter plain = letterOf(uploadOf(anImage("a").build()), now);
      var waiting =
          new DeadLetter(
              plain.firstFailed(),
              plain.lastFailed(),
              plain.errorClass(),
              plain.error(),
              plain.remedy(),
              plain.attempts(),
              Optional.of(BackOff.after(1, now, LONGEST, "c")),
              plain.transfer());
      Instant next = letters.put(waiting, MANY).orElseThrow().nextTry().orElseThrow();
      waits.add(Duration.between(now, next));
    }

    assertThat(waits.get(1)).isGreaterThan(waits.get(0));
    assertThat(waits.get(4)).isEqualTo(LONGEST);
    assertThat(letters().all().get(0).nextTry()).contains(at(240).plus(LONGEST));
  }

  @Test
  void of_many_attempts_the_newest_are_kept() {
    IntStream.range(0, 50)
        .forEach(it -> letters.put(letterOf(uploadOf(anImage("a").build()), at(it)), MANY));

    assertThat(letters.all().get(0).attempts())
        .hasSize(20)
        .extracting(Attempt::time)
        .startsWith(at(30))
        .endsWith(at(49));
  }

  @Test
  void when_there_are_too_many_only_what_has_a_letter_already_is_kept() {
    assertThat(letters.put(letterOf("a"), 2)).isPresent();
    letters.request(letters.all());
    assertThat(letters.put(letterOf("b"), 2)).isPresent();

    assertThat(letters.put(letterOf("c"), 2)).isEmpty();
    assertThat(letters.put(failedAgain(letterOf("a"), 1), 2)).isPresent();

    assertThat(letters.all()).extracting(DeadLetter::image).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  @Timeout(300)
  void of_many_that_fail_at_once_no_more_are_kept_than_are_allowed() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      var puts = new ArrayList<Future<Optional<DeadLetter>>>();
      for (int i = 0; i < 40; i++) {
        DeadLetter letter = letterOf("image" + i);
        puts.add(threads.submit(() -> letters.put(letter, 30)));
      }
      int kept = 0;
      for (Future<Optional<DeadLetter>> put : puts) {
        kept += put.get().isPresent() ? 1 : 0;
      }
      assertThat(kept).isEqualTo(30);
    } finally {
      threads.shutdownNow();
    }
    assertThat(letters().all()).hasSize(30);
  }

  @Test
  void the_one_that_failed_first_comes_first() {
    letters.put(letterOf(uploadOf(anImage("late").build()), at(9)), MANY);
    letters.put(letterOf(uploadOf(anImage("early").build()), at(1)), MANY);
    letters.put(letterOf(uploadOf(anImage("middle").build()), at(5)), MANY);
    letters.request(letters.all().subList(1, 2));

    assertThat(letters.all())
        .extracting(DeadLetter::image)
        .containsExactly("early", "middle", "late");
    assertThat(letters.seen()).isEqualTo(letters.all());

    letters.request(letters.all());

    assertThat(letters.requested()).isEqualTo(letters.all());
  }

  @Test
  void only_what_is_named_is_deleted() {
    letters.put(letterOf("a"), MANY);
    letters.put(letterOf("b"), MANY);
    letters.put(letterOf("c"), MANY);
    letters.request(List.of(letterOf("c")));

    letters().remove(List.of(letterOf("a"), letterOf("c")));

    assertThat(letters.all()).containsExactly(letterOf("b"));
    assertThat(letters.requested()).isEmpty();
  }

  @Test
  void what_is_to_be_retried_is_still_a_letter_until_it_is_put_back() {
    letters.put(letterOf("a"), MANY);
    letters.put(letterOf("b"), MANY);

    letters().request(List.of(letterOf("a")));

    assertThat(letters.requested()).containsExactly(letterOf("a"));
    assertThat(letters.all()).hasSize(2);

    letters.putBack(List.of(letterOf("a"), letterOf("b")));

    assertThat(letters().requested()).isEmpty();
    assertThat(letters().all()).hasSize(2);
  }

  @Test
  void a_letter_that_is_gone_meanwhile_comes_back_when_its_retry_is_requested() {
    letters.put(letterOf("a"), MANY);
    List<DeadLetter> seen = letters.all();
    letters().remove(seen);

    letters.request(seen);

    assertThat(letters.requested()).containsExactly(letterOf("a"));
  }

  @Test
  void what_is_put_there_anew_while_it_is_tried_again_stays() {
    letters.put(letterOf("a"), MANY);
    letters.request(letters.all());
    List<DeadLetter> tried = letters.requested();
    letters.put(failedAgain(letterOf("a"), 1), MANY);
    letters.request(letters.all());

    letters.putBack(tried);

    assertThat(letters.requested()).hasSize(1);
  }

  @Test
  void what_fails_again_asks_for_no_retry_any_more() {
    letters.put(letterOf("a"), MANY);
    letters.request(letters.all());

    letters.put(failedAgain(letterOf("a"), 1), MANY);

    assertThat(letters.requested()).isEmpty();
    assertThat(letters.all().get(0).attempts()).hasSize(2);
  }
}
