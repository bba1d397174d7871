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
final class RedactedTrouble extends Exception {
  /** Of one exception with all its parts; who reads on? */
  private static final int MOST = 50;

  private final String description;

  private RedactedTrouble(Throwable trouble, Redaction redaction, Set<Throwable> seen) {
    super(redacted(trouble.getMessage(), redaction));
    description = redacted(trouble.toString(), redaction);
    setStackTrace(trouble.getStackTrace());
    Throwable cause = trouble.getCause();
    if (isNext(cause, seen)) {
      initCause(new RedactedTrouble(cause, redaction, seen));
    }
    for (Throwable it : trouble.getSuppressed()) {
      if (isNext(it, seen)) {
        addSuppressed(new RedactedTrouble(it, redaction, seen));
      }
    }
  }

  /** The exception itself where it shows none; null stays null. */
  static Throwable of(Throwable trouble, Redaction redaction) {
    if (trouble == null || isClean(trouble, redaction)) {
      return trouble;
    }
    Set<Throwable> seen = nothing();
    seen.add(trouble);
    return new RedactedTrouble(trouble, redaction, seen);
  }

  private static boolean isClean(Throwable trouble, Redaction redaction) {
    Set<Throwable> seen = nothing();
    Deque<Throwable> open = new ArrayDeque<>(List.of(trouble));
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

  private static List<Throwable> parts(Throwable trouble) {
    var parts = new ArrayList<>(Arrays.asList(trouble.getSuppressed()));
    if (trouble.getCause() != null) {
      parts.add(trouble.getCause());
    }
    return parts;
  }

  /** Exceptions may be parts of each other. */
  private static boolean isNext(Throwable trouble, Set<Throwable> seen) {
    return trouble != null && seen.size() < MOST && seen.add(trouble);
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
