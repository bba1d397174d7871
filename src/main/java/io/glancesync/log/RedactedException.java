package io.glancesync.log;

import io.glancesync.text.Redaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Stands for an exception of which any part, a cause or a suppressed one, shows a secret. */
final class RedactedException extends Exception {
  /** Of one exception with all its parts; who reads on? */
  private static final int MOST = 50;

  private final String description;

  private RedactedException(Throwable error, Redaction redaction, Set<Throwable> seen) {
    super(redacted(error.getMessage(), redaction));
    description = redacted(error.toString(), redaction);
    setStackTrace(error.getStackTrace());
    Throwable cause = error.getCause();
    if (isNext(cause, seen)) {
      initCause(new RedactedException(cause, redaction, seen));
    }
    for (Throwable it : error.getSuppressed()) {
      if (isNext(it, seen)) {
        addSuppressed(new RedactedException(it, redaction, seen));
      }
    }
  }

  /** The exception itself where it shows none; null stays null. */
  static Throwable of(Throwable error, Redaction redaction) {
    if (error == null || isClean(error, redaction)) {
      return error;
    }
    Set<Throwable> seen = nothing();
    seen.add(error);
    return new RedactedException(error, redaction, seen);
  }

  private static boolean isClean(Throwable error, Redaction redaction) {
    Set<Throwable> seen = nothing();
    Deque<Throwable> open = new ArrayDeque<>(List.of(error));
    while (!open.isEmpty()) {
      Throwable it = open.remove();
      if (!seen.add(it)) {
        continue;
      }
      // of more than are looked at, the others may show anything
      if (seen.size() > MOST
          || shows(it.toString(), redaction)
          || shows(it.getMessage(), redaction)) {
        return false;
      }
      open.addAll(parts(it));
    }
    return true;
  }

  private static List<Throwable> parts(Throwable error) {
    var parts = new ArrayList<>(Arrays.asList(error.getSuppressed()));
    if (error.getCause() != null) {
      parts.add(error.getCause());
    }
    return parts;
  }

  /** Exceptions may be parts of each other. */
  private static boolean isNext(Throwable error, Set<Throwable> seen) {
    return error != null && seen.size() < MOST && seen.add(error);
  }

  private static Set<Throwable> nothing() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean shows(String text, Redaction redaction) {
    return text != null && !redaction.of(text).equals(text);
  }

  private static String redacted(String text, Redaction redaction) {
    return text == null ? null : redaction.of(text);
  }

  @Override
  public String toString() {
    return description;
  }
}
