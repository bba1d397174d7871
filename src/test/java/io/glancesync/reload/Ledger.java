package io.glancesync.reload;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What made-up routes call; it notes what becomes of each message. */
public final class Ledger {
  final List<Integer> begun = new CopyOnWriteArrayList<>();
  final List<Integer> ended = new CopyOnWriteArrayList<>();
  final List<Integer> events = new CopyOnWriteArrayList<>();
  final List<String> violations = new CopyOnWriteArrayList<>();
  private final Set<String> versions = new HashSet<>();
  private final AtomicInteger failures = new AtomicInteger();

  /** A bean of a made-up file. */
  public static final class Greeter {
    private String word = "";
    private Greeter other;

    public void setWord(String word) {
      this.word = word;
    }

    public void setOther(Greeter other) {
      this.other = other;
    }

    public String greet(String body) {
      return body + " " + this;
    }

    @Override
    public String toString() {
      return word + (other == null ? "" : " " + other);
    }
  }

  public void begin(int message, int version) {
    begun.add(message);
    note("f" + version);
  }

  public void end(int message, int version) {
    ended.add(message);
    note("d" + version);
  }

  public void event(int message, int version) {
    events.add(message);
  }

  public void tick(Object nothing, int version) {
    hold(2);
  }

  public void hold() {
    hold(7);
  }

  /** Takes a while, and notes when it is interrupted. */
  private void hold(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      violations.add("a message was interrupted");
    }
  }

  public void fail() {
    failures.incrementAndGet();
    throw new IllegalStateException("no");
  }

  int failures() {
    return failures.getAndSet(0);
  }

  private synchronized void note(String version) {
    versions.add(version);
  }

  /** A run has ended: it must have met one version of each of its two routes. */
  synchronized void endRun() {
    if (versions.size() > 2) {
      violations.add("a run met several versions: " + versions);
    }
    versions.clear();
  }
}
