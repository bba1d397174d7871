package io.glancesync.deadletter;

import static java.util.Objects.requireNonNull;

import io.glancesync.error.Attempt;
import io.glancesync.error.ErrorClass;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A transfer that failed for good. It is kept until it is done, is no longer needed, or a person
 * discards it. A transfer that fails in several runs is one letter.
 *
 * @param error what was tried and what came back
 * @param remedy what to do about it
 * @param attempts the newest failed requests of the transfer, oldest first
 * @param backOff when it is tried again; empty when each run tries it
 */
public record DeadLetter(
    Instant firstFailed,
    Instant lastFailed,
    ErrorClass errorClass,
    String error,
    String remedy,
    List<Attempt> attempts,
    Optional<BackOff> backOff,
    Transfer transfer) {
  /** How many failed requests a letter keeps. */
  static final int MOST_ATTEMPTS = 20;

  private static final int ID_DIGITS = 8;

  public DeadLetter {
    requireNonNull(firstFailed, "firstFailed");
    requireNonNull(lastFailed, "lastFailed");
    requireNonNull(errorClass, "errorClass");
    requireNonNull(error, "error");
    requireNonNull(remedy, "remedy");
    requireNonNull(backOff, "backOff");
    requireNonNull(transfer, "transfer");
    attempts =
        List.copyOf(
            attempts.subList(Math.max(0, attempts.size() - MOST_ATTEMPTS), attempts.size()));
  }

  /** The id of the letter. It is the same for the same transfer, whichever run it belongs to. */
  public String id() {
    return idOf(region(), transfer.step());
  }

  /** The id of the letter that a step has if it fails for good. */
  public static String idOf(RegionName region, Step step) {
    // the names of regions and images have no character 0, so that no other parts give the same
    // text
    String text =
        String.join(
            "\0",
            region.toString(),
            step.action().text(),
            step.imageName(),
            step.image().id().value());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  public RegionName region() {
    return transfer.region();
  }

  /** The image's name in the region. */
  public String image() {
    return transfer.step().imageName();
  }

  /** The name of the master's image that it is about. */
  public String masterName() {
    return transfer.step().masterName();
  }

  /**
   * The same letter, with what an earlier letter of the transfer has. What failed before in the
   * same way waits longer.
   *
   * @param longest the longest wait for the next try
   */
  public DeadLetter after(DeadLetter earlier, Duration longest) {
    int before = earlier.backOff.filter(it -> isSame(it, earlier)).map(BackOff::failures).orElse(0);
    return new DeadLetter(
        earlier.firstFailed,
        lastFailed,
        errorClass,
        error,
        remedy,
        Stream.concat(earlier.attempts.stream(), attempts.stream()).toList(),
        backOff.map(it -> it.repeated(before, longest)),
        transfer);
  }

  private boolean isSame(BackOff before, DeadLetter earlier) {
    return backOff.map(BackOff::configuration).filter(before.configuration()::equals).isPresent()
        && transfer.step().isSameWorkAs(earlier.transfer.step());
  }

  /** The same letter, which the next run tries again. */
  public DeadLetter due() {
    return new DeadLetter(
        firstFailed, lastFailed, errorClass, error, remedy, attempts, Optional.empty(), transfer);
  }

  /** When a run tries it again if nothing changes before; empty when the next one does. */
  public Optional<Instant> nextTry() {
    return backOff.map(BackOff::nextTry);
  }

  /**
   * Whether a run leaves out a step because the same failed for good a short time ago.
   *
   * @param configuration tells the present configuration from others
   */
  public boolean isTooEarlyFor(Step step, String configuration, Instant now) {
    // a clock that was set back must not keep it waiting for longer
    return backOff
            .filter(it -> it.configuration().equals(configuration))
            .filter(it -> now.isBefore(it.nextTry()) && !now.isBefore(lastFailed))
            .isPresent()
        && transfer.step().isSameWorkAs(step);
  }

  /** For messages: {@code dead letter 3f2a9c1b (upload of base_ubuntu in Burgos)}. */
  @Override
  public String toString() {
    return "dead letter %s (%s)".formatted(id(), transfer);
  }
}
