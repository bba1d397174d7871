package io.glancesync.deadletter;

import static io.glancesync.image.Images.anImage;

import io.glancesync.error.Attempt;
import io.glancesync.error.ErrorClass;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Dead letters as tests speak of them. */
public final class Letters {
  public static final Instant FAILED = Instant.parse("2026-11-22T22:00:55.123456Z");

  private Letters() {}

  /** Of an upload of this image to Burgos that was too large. */
  public static DeadLetter letterOf(String image) {
    return letterOf(Transfers.uploadOf(anImage(image).build()));
  }

  public static DeadLetter letterOf(Transfer transfer) {
    return letterOf(transfer, FAILED);
  }

  public static DeadLetter letterOf(Transfer transfer, Instant failed) {
    return new DeadLetter(
        failed,
        failed,
        ErrorClass.PERMANENT,
        "Tried to copy it, but Glance at http://burgos:9292 answered 413 Too Large, request req-1",
        "raise the project's image quota",
        List.of(new Attempt(failed, transfer.run(), "413 Too Large", Optional.of("req-1"))),
        Optional.empty(),
        transfer);
  }

  /** The same letter of a failure that was the first one, by any configuration. */
  public static DeadLetter waiting(DeadLetter letter) {
    return new DeadLetter(
        letter.firstFailed(),
        letter.lastFailed(),
        letter.errorClass(),
        letter.error(),
        letter.remedy(),
        letter.attempts(),
        Optional.of(BackOff.after(1, letter.lastFailed(), Duration.ofDays(1), "0a1b")),
        letter.transfer());
  }
}
