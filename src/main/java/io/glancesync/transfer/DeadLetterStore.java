package io.glancesync.transfer;

import io.glancesync.transfer.LetterFiles.Filed;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of the dead letters, one JSON file each. What lies in its folder {@code retry}, put
 * there by a command or by hand, is to be tried again and is a dead letter as well. What cannot be
 * read goes to its folder {@code unreadable}.
 */
public final class DeadLetterStore {
  private final Path folder;
  private final Path retry;
  private final LetterFiles files;

  /**
   * @param data the run-time data; folders in it are made when they are first needed
   */
  public DeadLetterStore(Path data, Clock clock) {
    folder = data.resolve("dead-letter");
    retry = folder.resolve("retry");
    files = new LetterFiles(folder.resolve("unreadable"), clock);
  }

  /** Where they lie. */
  public Path folder() {
    return folder;
  }

  /**
   * Keeps a transfer that failed. When it has a letter already, that one goes on, and asks for no
   * retry any more.
   *
   * @param limit how many letters there may be
   * @return whether it is kept; false when there are too many already
   */
  public synchronized boolean put(DeadLetter failed, int limit) {
    List<Filed> before = named(failed.id());
    if (before.isEmpty() && count() >= limit) {
      return false;
    }
    replace(before, latest(before).map(failed::after).orElse(failed), folder);
    // a person may want to move it there at once
    files.make(retry);
    return true;
  }

  /** By their names alone: a run in which much fails must not read all letters each time. */
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

  /** All of them, the one that failed first before the others. */
  public synchronized List<DeadLetter> all() {
    return sorted(both());
  }

  /** The same for who only looks: what cannot be read stays where it is. */
  public synchronized List<DeadLetter> seen() {
    return sorted(Stream.concat(files.seen(folder), files.seen(retry)));
  }

  /** What is wrong with files that lie there, one sentence each. Nothing is changed. */
  public List<String> troubles() {
    return Stream.concat(files.troubles(folder), files.troubles(retry)).toList();
  }

  /** Those that are to be tried again, whoever put them there and under whichever name. */
  public synchronized List<DeadLetter> requested() {
    Set<String> ids = byId(files.read(retry)).keySet();
    List<DeadLetter> requested = all().stream().filter(it -> ids.contains(it.id())).toList();
    request(requested);
    return requested;
  }

  /** Wants them to be tried again, by this process or by the service. */
  public synchronized void request(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(both());
    letters.forEach(it -> replace(filed.getOrDefault(it.id(), List.of()), it, retry));
  }

  /**
   * They were tried again: those that are still there wait for a person once more. What failed
   * meanwhile and was put there anew is another request, and stays.
   */
  public synchronized void putBack(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(files.read(retry));
    for (DeadLetter letter : letters) {
      List<Filed> left = filed.getOrDefault(letter.id(), List.of());
      latest(left)
          .filter(it -> !it.lastFailed().isAfter(letter.lastFailed()))
          .ifPresent(it -> replace(left, it, folder));
    }
  }

  /** Deletes these letters and no other; who was faster has done it already. */
  public synchronized void remove(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(both());
    letters.forEach(it -> filed.getOrDefault(it.id(), List.of()).forEach(Filed::delete));
  }

  /** How many files were set aside because they could not be read. */
  public int unreadable() {
    return LetterFiles.all(files.unreadable()).size();
  }

  private Stream<Filed> both() {
    return Stream.concat(files.read(folder), files.read(retry));
  }

  /** By what they hold, as a person may have given a file another name, or copied it. */
  private static Map<String, List<Filed>> byId(Stream<Filed> filed) {
    return filed.collect(Collectors.groupingBy(it -> it.letter().id()));
  }

  private static List<DeadLetter> sorted(Stream<Filed> filed) {
    return byId(filed).values().stream()
        .flatMap(same -> latest(same).stream())
        .sorted(Comparator.comparing(DeadLetter::firstFailed).thenComparing(DeadLetter::id))
        .toList();
  }

  /** Of several files of one letter the one that knows most is taken. */
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
