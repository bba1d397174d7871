package io.glancesync.embedded.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests go wrong, and how. A rule names an operation and, if wanted, a region, an image
 * and which of the requests that fit; the first rule that fits decides.
 *
 * <pre>{@code
 * faults.on(Operation.UPLOAD).in("Burgos").of("base_ubuntu").skip(1).times(2).then(Fault.status(503));
 * }</pre>
 */
public final class FaultInjector {
  private final List<FaultRule> rules = new ArrayList<>();

  public FaultInjector() {}

  /** A new rule; it applies from {@link FaultRule#then} on. */
  public FaultRule on(Operation... operations) {
    return new FaultRule(Set.of(operations));
  }

  /** Nothing goes wrong any more. */
  public synchronized void clear() {
    rules.clear();
  }

  /**
   * @param image its id and name, as far as they are known
   */
  synchronized Optional<Fault> next(Operation operation, String server, Set<String> image) {
    return rules.stream()
        .filter(faultRule -> faultRule.isAbout(operation, server, image) && faultRule.isItsTurn())
        .findFirst()
        .map(faultRule -> faultRule.fault);
  }

  private synchronized void add(FaultRule faultRule) {
    rules.add(faultRule);
  }

  /** Some requests, and what happens to them. */
  public final class FaultRule {
    private final Set<Operation> operations;
    private String server;
    private String image;
    private int skip;
    private int times = Integer.MAX_VALUE;
    private Fault fault;

    private FaultRule(Set<Operation> operations) {
      this.operations = operations;
    }

    /**
     * Only at this server.
     *
     * @param name of the region, or of the Keystone
     */
    public FaultRule in(String name) {
      server = name;
      return this;
    }

    /** Only about the image of this name or id. */
    public FaultRule of(String nameOrId) {
      image = nameOrId;
      return this;
    }

    /** The first ones that fit go well. */
    public FaultRule skip(int count) {
      skip = count;
      return this;
    }

    /** Only so many that fit; otherwise all. */
    public FaultRule times(int count) {
      times = count;
      return this;
    }

    /** This happens to them. */
    public void then(Fault what) {
      fault = what;
      add(this);
    }

    private boolean isAbout(Operation operation, String where, Set<String> which) {
      return operations.contains(operation)
          && (server == null || server.equals(where))
          && (image == null || which.contains(image));
    }

    private boolean isItsTurn() {
      if (skip > 0) {
        skip--;
        return false;
      }
      return times > 0 && times-- > 0;
    }
  }
}
