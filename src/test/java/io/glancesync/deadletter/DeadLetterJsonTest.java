package io.glancesync.deadletter;

import static io.glancesync.deadletter.Letters.FAILED;
import static io.glancesync.deadletter.Letters.letterOf;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.Attempt;
import io.glancesync.error.ErrorClass;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferJsonTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a dead letter's file. */
class DeadLetterJsonTest {
  private final DeadLetterJson json = new DeadLetterJson();

  static List<Transfer> everyKind() {
    return TransferJsonTest.everyKind();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void a_letter_comes_back_as_it_went_whatever_its_transfer(Transfer transfer) {
    assertThat(json.read(json.write(letterOf(transfer)))).isEqualTo(letterOf(transfer));
  }

  @Property(tries = 200)
  void whatever_went_wrong_comes_back(@ForAll("letters") DeadLetter letter) {
    assertThat(json.read(json.write(letter))).isEqualTo(letter);
  }

  @Provide
  Arbitrary<DeadLetter> letters() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20);
    Arbitrary<Instant> time =
        Combinators.combine(
                Arbitraries.longs().between(0, 4_000_000_000L),
                Arbitraries.longs().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);
    Arbitrary<List<Attempt>> attempts =
        Combinators.combine(time, text, text, text.optional())
            .as(Attempt::new)
            .list()
            .ofMaxSize(DeadLetter.MOST_ATTEMPTS);
    Arbitrary<Optional<BackOff>> backOff =
        Combinators.combine(Arbitraries.integers().greaterOrEqual(1), time, text)
            .as(BackOff::new)
            .optional();
    return Combinators.combine(
            time, time, Arbitraries.of(ErrorClass.class), text, text, attempts, backOff, text)
        .as(
            (first, last, errorClass, error, remedy, failed, next, name) ->
                new DeadLetter(
                    first,
                    last,
                    errorClass,
                    error,
                    remedy,
                    failed,
                    next,
                    uploadOf(anImage(name).build())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"next_try", "failed_runs", "configuration"})
  void what_does_not_say_when_it_is_tried_again_is_tried_by_the_next_run(String missing) {
    DeadLetter waiting = Letters.waiting(letterOf("ubuntu"));
    String text = json.write(waiting);
    assertThat(json.read(text).nextTry()).isPresent();

    String without = text.replace('"' + missing + '"', "\"other\"");

    assertThat(json.read(without).nextTry()).isEmpty();
  }

  @Test
  void a_person_finds_first_what_it_is_about() {
    DeadLetter letter = letterOf("ubuntu");

    assertThat(json.write(letter))
        .startsWith(
            """
            {
              "id" : "%s",
              "region" : "Burgos",
              "image" : "ubuntu",
              "action" : "upload",
              "class" : "permanent",
              "first_failed" : "2026-11-22T22:00:55.123456Z",
              "last_failed" : "2026-11-22T22:00:55.123456Z",
              "run" : "run-1",
              "error" : "Tried to copy it, but Glance at http://burgos:9292 answered 413 Too Large, request req-1",
              "remedy" : "raise the project's image quota",
              "next_try" : null,
              "attempts" : [ {
                "time" : "2026-11-22T22:00:55.123456Z",
                "run" : "run-1",
                "answer" : "413 Too Large",
                "request_id" : "req-1"
              } ],
              "transfer" : {
            """
                .formatted(letter.id()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{}", "true", "<html>", "\0", "{\"id\": \"x\"}", "{\"id\": "})
  void a_text_that_is_no_letter_is_said_to_be_none(String text) {
    assertThatThrownBy(() -> json.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a dead letter: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"upload\"            | \"replace\"   | action is \"replace\", but by its transfer it should be \"upload\"",
        "\"image\" : \"ubuntu\"| \"image\" : 1 | image is 1",
        "\"permanent\"         | \"eternal\"   | there is no class 'eternal'",
        "22:00:55.123456Z      | teatime       | is not a time",
        "\"attempts\"          | \"tries\"     | attempts is missing",
        "\"kind\" : \"copy\"   | \"kind\" : 1  | not a transfer"
      })
  void what_is_wrong_is_said(String good, String bad, String said) {
    String text = json.write(letterOf("ubuntu"));
    assertThat(text).contains(good);

    assertThatThrownBy(() -> json.read(text.replace(good, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void the_same_transfer_of_another_run_has_the_same_id_and_no_other_has() {
    Transfer one = uploadOf(anImage("a").withId("1").build());
    Transfer later = new Transfer("run-2", one.source(), one.region(), one.step(), 7, one.placed());

    assertThat(letterOf(later, FAILED.plusSeconds(9)).id())
        .isEqualTo(letterOf(one).id())
        .matches("[0-9a-f]{8}");
    assertThat(everyKind().stream().map(it -> letterOf(it).id()).distinct().count())
        .isGreaterThan(5);
    assertThat(letterOf(uploadOf(anImage("a").withId("2").build())).id())
        .isNotEqualTo(letterOf(one).id());
  }
}
