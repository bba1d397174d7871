package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.error.ErrorClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The dead letters, as they lie in their files. */
public final class LetterAnswers {
  private static final List<String> CLASSES =
      Stream.of(ErrorClass.values()).map(ErrorClass::toString).toList();

  private final DeadLetterStore letters;
  private final Runnable changed;
  private final DeadLetterJson json = new DeadLetterJson();

  /**
   * @param changed reads the letters anew for the view
   */
  public LetterAnswers(DeadLetterStore letters, Runnable changed) {
    this.letters = letters;
    this.changed = changed;
  }

  /** All letters, those that failed last first, without the images that they are about. */
  public ApiAnswer list(ApiRequest request) {
    ApiQuery query = request.call().query();
    query.only("region", "image", "class", JsonList.LIMIT, JsonList.MARKER);
    Optional<String> errorClass = query.word("class", CLASSES);
    List<DeadLetter> chosen =
        letters.seen().stream()
            .filter(it -> is(query.first("region"), it.region().toString()))
            .filter(it -> is(query.first("image"), it.image()))
            .filter(it -> is(errorClass, it.errorClass().toString()))
            .sorted(
                Comparator.comparing(DeadLetter::lastFailed)
                    .reversed()
                    .thenComparing(DeadLetter::id))
            .toList();
    return new JsonList<>("dead_letters", chosen, DeadLetter::id).answer(request, this::line);
  }

  /** Forgets a letter. If what it is about is still to be done, the next run tries it again. */
  public ApiAnswer discard(ApiRequest request) {
    request.call().query().only();
    letters.remove(List.of(find(request)));
    changed.run();
    return ApiAnswer.nothing();
  }

  private static boolean is(Optional<String> wanted, String found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }

  private ObjectNode line(DeadLetter letter) {
    ObjectNode node = json.node(letter);
    node.remove("transfer");
    return node;
  }

  /** One letter, as it is in its file. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
    return ApiAnswer.ok(json.node(find(request)).toString());
  }

  /**
   * The letter of a path.
   *
   * @throws ApiException if it is not there
   */
  DeadLetter find(ApiRequest request) {
    String id = request.call().parameter("letter");
    return letters.seen().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.of(
                    ProblemType.UNKNOWN_DEAD_LETTER,
                    "There is no dead letter '%s', or it was closed; see GET /v2/dead-letters"
                        .formatted(id)));
  }
}
