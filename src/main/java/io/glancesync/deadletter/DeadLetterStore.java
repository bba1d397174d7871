package io.glancesync.deadletter;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The dead letters, each of them once, and which of them somebody asked to be retried. A letter
 * that is to be retried is still a dead letter.
 *
 * <p>The id tells letters apart; of two with the same id, the one that failed last counts. A change
 * is kept for good when its method returns; a reader finds a letter before the change or after it,
 * never half of it and never twice.
 *
 * <p>Runs put letters, and commands and the API remove them or ask for a retry, all at the same
 * time and from several processes. So a letter that a caller has seen may be gone: a change of a
 * letter that is not there does nothing, except that {@link #request} keeps what it was given.
 *
 * <p>A letter that cannot be understood keeps nobody from the others. It is never lost: those who
 * work with the letters set it aside, with a warning, for a person to look at.
 *
 * <p>All methods throw an {@link UncheckedIOException} when the letters cannot be used. Its message
 * says what to do.
 */
public interface DeadLetterStore {
  /** Where the letters are, for people. */
  String place();

  /**
   * Stores a failed transfer. If it has a letter already, that letter is updated, as {@link
   * DeadLetter#after} says, and requests no retry any more. Whether there are too many and the new
   * letter are one step for the threads of a process.
   *
   * @param limit how many letters are kept at most; one that is there already is updated anyway
   * @return the letter as it is stored, with its first failure; empty when there are too many
   */
  Optional<DeadLetter> put(DeadLetter failed, int limit);

  /** All letters, ordered by their first failure and then by their ids. */
  List<DeadLetter> all();

  /** The same without any change: what cannot be understood is not set aside. */
  List<DeadLetter> seen();

  /** What is wrong with letters that were not set aside, one sentence each. Changes nothing. */
  List<String> problems();

  /** That letters were set aside, and where; empty when there are none. Changes nothing. */
  Optional<String> setAside();

  /** The letters to retry, in the order of {@link #all}, whoever asked for the retry. */
  List<DeadLetter> requested();

  /** Requests a retry of these letters, by this process or by another one. */
  void request(Collection<DeadLetter> letters);

  /**
   * Ends the retry: the letters that are still to be retried were not tried, so that the next run
   * tries them, as {@link DeadLetter#due} says. A letter that failed after this one, and is to be
   * retried anew, is another request, and stays.
   */
  void putBack(Collection<DeadLetter> letters);

  /** Deletes these letters and no other, whether they are to be retried or not. */
  void remove(Collection<DeadLetter> letters);
}
