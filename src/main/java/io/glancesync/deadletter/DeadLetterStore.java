package io.glancesync.deadletter;

import io.glancesync.deadletter.LetterFiles.Filed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of the dead letters, one JSON file each. Letters in its folder {@code retry}, which a
 * command or a person moved there, are to be retried. They are still dead letters. Files that
 * cannot be read are moved to its folder {@code unreadable}.
 */
public final class DeadLetterStore {
  private final Path folder;
  private final Path retry;
  private final LetterFiles files;
  private final Supplier<Duration> longest;

  /** For those who only read, request and remove letters. */
  public DeadLetterStore(Path data, Clock clock) {
    this(data, clock, () -> Duration.ZERO);
  }

  /**
   * @param data the folder of the run-time data; its subfolders are made when they are first needed
   * @param longest how long a permanent failure waits for its next try at most
   */
  public DeadLetterStore(Path data, Clock clock, Supplier<Duration> longest) {
    this.longest = longest;
    folder = data.resolve("dead-letter");
    retry = folder.resolve("retry");
    files = new LetterFiles(folder.resolve("unreadable"), clock);
  }

  /** The folder of the letters. */
  public Path folder() {
    return folder;
  }

  /**
   * Stores a failed transfer. If it has a letter already, that letter is updated and requests no
   * retry any more.
   *
   * @param limit how many letters are kept at most
   * @return the letter as it is stored, with its first failure; empty when there are too many
   */
  public synchronized Optional<DeadLetter> put(DeadLetter failed, int limit) {
    List<Filed> before = named(failed.id());
    if (before.isEmpty() && count() >= limit) {
      return Optional.empty();
    }
    DeadLetter stored = latest(before).map(it -> failed.after(it, longest.get())).orElse(failed);
    replace(before, stored, folder);
    // a person may want to move the letter there at once
    files.make(retry);
    return Optional.of(stored);
  }

  /**
   * Finds the files of a letter by their names alone: a run with many failures must not read all
   * letters each time.
   */
  private List<Filed> named(String id) {
    return Stream.of(folder, retry)
        .flatMap(where -> LetterFiles.in(where).stream())
        .filter(file -> file.toString().endsWith(DeadLetter.suffix(id)))
        .flatMap(file -> files.letter(file).stream())
        .toList();
  }

  private int count() {
    return LetterFiles.in(folder).size() + LetterFiles.in(retry).size();
  }

  /** All letters, ordered by their first failure. */
  public synchronized List<DeadLetter> all() {
    return sorted(both());
  }

  /** The same without any change: files that cannot be read stay where they are. */
  public synchronized List<DeadLetter> seen() {
    return sorted(Stream.concat(files.seen(folder), files.seen(retry)));
  }

  /** What is wrong with the files of the folder, one sentence each. Changes nothing. */
  public List<String> problems() {
    return Stream.concat(files.problems(folder), files.problems(retry)).toList();
  }

  /** The letters that are to be retried, whoever moved them there and whatever the file's name. */
  public synchronized List<DeadLetter> requested() {
    Set<String> ids = byId(files.read(retry)).keySet();
    List<DeadLetter> requested = all().stream().filter(it -> ids.contains(it.id())).toList();
    request(requested);
    return requested;
  }

  /** Requests a retry of these letters, by this process or by the service. */
  public synchronized void request(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(both());
    letters.forEach(it -> replace(filed.getOrDefault(it.id(), List.of()), it, retry));
  }

  /**
   * Ends the retry: the letters that are still there were not tried, so that the next run tries
   * them. A letter that failed meanwhile and was moved there anew is another request, and stays.
   */
  public synchronized void putBack(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(files.read(retry));
    for (DeadLetter letter : letters) {
      List<Filed> left = filed.getOrDefault(letter.id(), List.of());
      latest(left)
          .filter(it -> !it.lastFailed().isAfter(letter.lastFailed()))
          .ifPresent(it -> replace(left, it.due(), folder));
    }
  }

  /** Deletes these letters and no other. Another process may have deleted them already. */
  public synchronized void remove(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(both());
    letters.forEach(it -> filed.getOrDefault(it.id(), List.of()).forEach(Filed::delete));
  }

  /** How many unreadable files were set aside. */
  public int unreadable() {
    return LetterFiles.all(files.unreadable()).size();
  }

  private Stream<Filed> both() {
    return Stream.concat(files.read(folder), files.read(retry));
  }

  /**
   * Groups files by the letter that they hold, because a person may have renamed or copied a file.
   */
  private static Map<String, List<Filed>> byId(Stream<Filed> filed) {
    return filed.collect(Collectors.groupingBy(it -> it.letter().id()));
  }

  private static List<DeadLetter> sorted(Stream<Filed> filed) {
    return byId(filed).values().stream()
        .flatMap(same -> latest(same).stream())
        .sorted(Comparator.comparing(DeadLetter::firstFailed).thenComparing(DeadLetter::id))
        .toList();
  }

  /** Picks the newest of several files of one letter. */
  private static Optional<DeadLetter> latest(List<Filed> same) {
    return same.stream().map(Filed::letter).max(Comparator.comparing(DeadLetter::lastFailed));
  }

  private void replace(List<Filed> before, DeadLetter letter, Path where) {
    var there = new Filed(where.resolve(letter.fileName()), letter);
    if (before.equals(List.of(there))) {
      return;
    }
    Path kept = files.write(where, letter);
    before.stream().filter(it -> !it.file().equals(kept)).forEach(Filed::delete);
  }
}
