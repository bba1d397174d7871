package io.glancesync.plan.condition;

/** The expression has no value for this image, as Python would raise at run time. */
public final class ConditionEvaluationException extends RuntimeException {
  public ConditionEvaluationException(String message) {
    super(message);
  }
}
