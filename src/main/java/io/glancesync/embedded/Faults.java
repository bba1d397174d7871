package io.glancesync.embedded;

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
public final class Faults {
  private final List<Rule> rules = new ArrayList<>();

  Faults() {}

  /** A new rule; it counts from {@link Rule#then} on. */
  public Rule on(Operation... operations) {
    return new Rule(Set.of(operations));
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
        .filter(rule -> rule.isAbout(operation, server, image) && rule.isItsTurn())
        .findFirst()
        .map(rule -> rule.fault);
  }

  private synchronized void add(Rule rule) {
    rules.add(rule);
  }

  /** Some requests, and what happens to them. */
  public final class Rule {
    private final Set<Operation> operations;
    private String server;
    private String image;
    private int skip;
    private int times = Integer.MAX_VALUE;
    private Fault fault;

    private Rule(Set<Operation> operations) {
      this.operations = operations;
    }

    /**
     * Only at this server.
     *
     * @param name of the region, or of the Keystone
     */
    public Rule in(String name) {
      server = name;
      return this;
    }

    /** Only about the image of this name or id. */
    public Rule of(String nameOrId) {
      image = nameOrId;
      return this;
    }

    /** The first ones that fit go well. */
    public Rule skip(int count) {
      skip = count;
      return this;
    }

    /** Only so many that fit; otherwise all. */
    public Rule times(int count) {
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
