package io.glancesync.store.file;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.store.file.LetterFiles.Filed;
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
public final class FileDeadLetterStore implements DeadLetterStore {
  private final Path folder;
  private final Path retry;
  private final LetterFiles files;
  private final Supplier<Duration> longest;

  /**
   * @param data the folder of the run-time data; its subfolders are made when they are first needed
   * @param longest how long a permanent failure waits for its next try at most
   */
  public FileDeadLetterStore(Path data, Clock clock, Supplier<Duration> longest) {
    this.longest = longest;
    folder = data.resolve("dead-letter");
    retry = folder.resolve("retry");
    files = new LetterFiles(folder.resolve("unreadable"), clock);
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
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
        .filter(file -> file.toString().endsWith(LetterFiles.suffix(id)))
        .flatMap(file -> files.letter(file).stream())
        .toList();
  }

  private int count() {
    return LetterFiles.in(folder).size() + LetterFiles.in(retry).size();
  }

  @Override
  public synchronized List<DeadLetter> all() {
    return sorted(both());
  }

  @Override
  public synchronized List<DeadLetter> seen() {
    return sorted(Stream.concat(files.seen(folder), files.seen(retry)));
  }

  @Override
  public List<String> problems() {
    return Stream.concat(files.problems(folder), files.problems(retry)).toList();
  }

  /** A person may have moved a letter there, under any name. */
  @Override
  public synchronized List<DeadLetter> requested() {
    Set<String> ids = byId(files.read(retry)).keySet();
    List<DeadLetter> requested = all().stream().filter(it -> ids.contains(it.id())).toList();
    request(requested);
    return requested;
  }

  @Override
  public synchronized void request(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(both());
    letters.forEach(it -> replace(filed.getOrDefault(it.id(), List.of()), it, retry));
  }

  @Override
  public synchronized void putBack(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(files.read(retry));
    for (DeadLetter letter : letters) {
      List<Filed> left = filed.getOrDefault(letter.id(), List.of());
      latest(left)
          .filter(it -> !it.lastFailed().isAfter(letter.lastFailed()))
          .ifPresent(it -> replace(left, it.due(), folder));
    }
  }

  /** Another process may have deleted them already. */
  @Override
  public synchronized void remove(Collection<DeadLetter> letters) {
    Map<String, List<Filed>> filed = byId(both());
    letters.forEach(it -> filed.getOrDefault(it.id(), List.of()).forEach(Filed::delete));
  }

  @Override
  public Optional<String> setAside() {
    int count = LetterFiles.all(files.unreadable()).size();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "%d file%s cannot be read; correct the files in %s"
                .formatted(count, count == 1 ? "" : "s", files.unreadable()));
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
    var there = new Filed(where.resolve(LetterFiles.name(letter)), letter);
    if (before.equals(List.of(there))) {
      return;
    }
    Path kept = files.write(where, letter);
    before.stream().filter(it -> !it.file().equals(kept)).forEach(Filed::delete);
  }
}
