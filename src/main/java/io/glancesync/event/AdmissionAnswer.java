package io.glancesync.event;

import static java.util.Objects.requireNonNull;

import io.glancesync.report.TransferResult.TransferOutcome;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of the route {@code admit} about a transfer.
 *
 * @param outcome how the transfer ends without being begun; empty if it may go
 * @param reason why it may not go; may be empty
 */
public record AdmissionAnswer(Optional<TransferOutcome> outcome, String reason) {
  private static final Pattern ANSWER =
      Pattern.compile(
          "(go|skip|later)\\s*(?::\\s*(.*))?", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_REASON = 500;

  public AdmissionAnswer {
    requireNonNull(outcome, "outcome");
    requireNonNull(reason, "reason");
  }

  /**
   * Reads an answer: {@code go}, {@code skip} or {@code later}, and a reason after a colon.
   *
   * @return empty when it is none of them
   */
  public static Optional<AdmissionAnswer> of(String text) {
    Matcher answer = ANSWER.matcher(text.strip());
    if (!answer.matches()) {
      return Optional.empty();
    }
    String reason = answer.group(2) == null ? "" : answer.group(2).strip();
    return Optional.of(
        new AdmissionAnswer(
            outcome(answer.group(1).toLowerCase(Locale.ROOT)),
            reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
  }

  private static Optional<TransferOutcome> outcome(String word) {
    return switch (word) {
      case "skip" -> Optional.of(TransferOutcome.SKIPPED);
      case "later" -> Optional.of(TransferOutcome.PUT_OFF);
      default -> Optional.empty();
    };
  }
}
