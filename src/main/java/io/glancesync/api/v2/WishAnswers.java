package io.glancesync.api.v2;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.KnownRegions;
import io.glancesync.api.ProblemType;
import io.glancesync.api.asked.AskedRun.RunWish;
import io.glancesync.api.asked.RunQueue;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.region.NearestName;
import io.glancesync.region.RegionName;
import io.glancesync.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Queues runs: of any kind, of a schedule now, and retries of dead letters. */
public final class WishAnswers {
  private static final String RUN =
      "{\"regions\": [\"Burgos\", \"other:\"], \"images\": [\"base_*\"], \"dry_run\": false}, or {} for all";
  private static final String RETRY = "{\"region\": \"Burgos\"} or {\"all\": true}";

  private static final int MOST_PARALLEL = 999_999;
  private static final int MOST_WORDS = 1000;
  private static final int LONGEST = 500;

  private final RunQueue asked;
  private final KnownRegions known;
  private final RunAnswers runs;
  private final DeadLetterStore letters;
  private final LetterAnswers letterAnswers;
  private final ScheduleAnswers schedules;
  private final Supplier<? extends Collection<String>> targets;

  /**
   * @param targets the names of the targets of the configuration
   */
  public WishAnswers(
      RunQueue asked,
      KnownRegions known,
      RunAnswers runs,
      DeadLetterStore letters,
      LetterAnswers letterAnswers,
      ScheduleAnswers schedules,
      Supplier<? extends Collection<String>> targets) {
    this.asked = asked;
    this.known = known;
    this.runs = runs;
    this.letters = letters;
    this.letterAnswers = letterAnswers;
    this.schedules = schedules;
    this.targets = targets;
  }

  private record RunBody(
      List<String> regions,
      List<String> images,
      Boolean dryRun,
      Integer parallel,
      Boolean acceptShrunkenMaster,
      String note) {}

  private record LetterWish(String region, Boolean all) {}

  /** A run in its turn. */
  public ApiAnswer run(ApiRequest request) {
    request.call().query().only();
    RunBody wish = JsonBody.read(request, RunBody.class, RUN);
    List<String> regions = words("regions", wish.regions());
    regions.forEach(this::requireTarget);
    regions.forEach(known::requireIfTold);
    int parallel = wish.parallel() == null ? 0 : wish.parallel();
    if (wish.parallel() != null && (parallel < 1 || parallel > MOST_PARALLEL)) {
      throw JsonBody.wrong("parallel is %d, but has to be above 0".formatted(parallel));
    }
    return queued(
        request,
        new RunWish(
            regions,
            words("images", wish.images()),
            Boolean.TRUE.equals(wish.dryRun()),
            parallel,
            Boolean.TRUE.equals(wish.acceptShrunkenMaster()),
            List.of(),
            text("note", wish.note() == null ? "" : wish.note())));
  }

  private static List<String> words(String key, List<String> given) {
    List<String> words = given == null ? List.of() : given;
    if (given != null && given.isEmpty()) {
      throw JsonBody.wrong(key + " is an empty list; leave it out for all");
    }
    if (words.size() > MOST_WORDS || words.stream().anyMatch(it -> it == null || it.isBlank())) {
      throw JsonBody.wrong(
          "%s has to be a list of at most %d texts that are not empty".formatted(key, MOST_WORDS));
    }
    words.forEach(it -> text(key, it));
    return words;
  }

  private static String text(String key, String text) {
    if (text.length() > LONGEST) {
      throw JsonBody.wrong("%s has more than %d characters".formatted(key, LONGEST));
    }
    return text;
  }

  private void requireTarget(String word) {
    String target = RegionName.of(word).target();
    if (!targets.get().contains(target)) {
      throw ApiException.of(
          ProblemType.UNKNOWN_REGION,
          "There is no target '%s' for the region '%s'; the targets are %s"
              .formatted(target, word, String.join(", ", targets.get())),
          NearestName.of(target, List.copyOf(targets.get())));
    }
  }

  private ApiAnswer queued(ApiRequest request, RunWish wish) {
    return runs.accepted(asked.ask(request, wish));
  }

  /** A schedule's run now. The schedule keeps its own times. */
  public ApiAnswer schedule(ApiRequest request) {
    request.call().query().only();
    ScheduleOverview schedule = schedules.find(request);
    return queued(request, RunWish.ofRegions(schedule.regions(), "schedule " + schedule.name()));
  }

  /** Tries one dead letter again. */
  public ApiAnswer letter(ApiRequest request) {
    request.call().query().only();
    return queued(request, RunWish.ofLetters(List.of(letterAnswers.find(request).id())));
  }

  /** Tries the dead letters of a region again, or all. */
  public ApiAnswer letters(ApiRequest request) {
    request.call().query().only();
    LetterWish wish = JsonBody.read(request, LetterWish.class, RETRY);
    boolean isAll = Boolean.TRUE.equals(wish.all());
    if (isAll == (wish.region() != null)) {
      throw JsonBody.wrong("Say which dead letters: send " + RETRY);
    }
    List<String> ids =
        letters.seen().stream()
            .filter(it -> isAll || it.region().equals(RegionName.of(wish.region())))
            .map(DeadLetter::id)
            .toList();
    if (ids.isEmpty()) {
      throw ApiException.of(
          ProblemType.CONFLICT,
          isAll
              ? "There are no dead letters"
              : "There are no dead letters of the region '%s'"
                  .formatted(Printable.of(wish.region())));
    }
    return queued(request, RunWish.ofLetters(ids));
  }
}
