package io.glancesync.condition;

import io.glancesync.condition.value.PythonError;

/**
 * A condition that has no value for one image, because Python would raise here. The message is
 * Python's word for it, with the place: {@code KeyError: 'type' (column 28)}.
 */
public final class ConditionEvaluationException extends RuntimeException {
  ConditionEvaluationException(PythonError error, Place place) {
    super(error.getMessage() + " (" + place + ")", error);
  }
}
