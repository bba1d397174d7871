package io.glancesync.error;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.http.base.HttpOperationFailedException;

/** The requests of one transfer that failed so far. */
public final class AttemptLog {
  private final String run;
  private final UnaryOperator<String> hiding;
  private final List<Attempt> failed = new ArrayList<>();
  private Throwable last;

  /**
   * @param hiding removes secrets from the texts of servers
   */
  public AttemptLog(String run, UnaryOperator<String> hiding) {
    this.run = run;
    this.hiding = hiding;
  }

  /**
   * Records a failed request. The error handlers of several routes may report the same error, one
   * after the other; it is recorded once.
   */
  public synchronized void note(Throwable cause, Instant now) {
    Throwable root = ErrorMapper.rootCause(cause);
    if (root == last) {
      return;
    }
    last = root;
    ErrorMapper.failedSource(cause)
        .ifPresentOrElse(it -> failed.addAll(it.attempts()), () -> failed.add(attempt(root, now)));
  }

  public synchronized List<Attempt> failed() {
    return List.copyOf(failed);
  }

  /** Of the last answer, as OpenStack's own logs have it. */
  public synchronized Optional<String> lastRequestId() {
    return failed.isEmpty() ? Optional.empty() : failed.get(failed.size() - 1).requestId();
  }

  private Attempt attempt(Throwable root, Instant now) {
    if (root instanceof HttpOperationFailedException exception) {
      var answer = new ServerAnswer(exception, hiding);
      return new Attempt(now, run, answer.line(), answer.requestId());
    }
    boolean isConnection = root instanceof IOException && !(root instanceof TransferException);
    String words =
        isConnection
            ? ConnectionError.of((IOException) root).words()
            : String.valueOf(root.getMessage());
    return new Attempt(now, run, hiding.apply(words), Optional.empty());
  }
}
