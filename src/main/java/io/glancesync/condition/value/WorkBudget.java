package io.glancesync.condition.value;

/**
 * How much one evaluation has done so far. Every operation takes time that grows with the size of
 * its operands and no faster, and no value has a name under which it could be used twice; so what
 * the results weigh together bounds both time and memory.
 */
public final class WorkBudget {
  private long taken;

  /** Counts a result. */
  public void take(Value result) {
    taken += result.weight();
    if (taken > Limit.STEPS) {
      throw new PythonError("MemoryError", "more than " + Limit.STEPS + " steps are refused");
    }
  }

  public long taken() {
    return taken;
  }
}
