package io.glancesync.embedded.example;

import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.FaultInjector;
import io.glancesync.embedded.http.Operation;
import java.util.Map;

/** What goes wrong for a while, and how fast each region takes what it is sent. */
final class ExampleFaults {
  private static final int MB = 1_000_000;

  /** What {@link #add} makes go wrong for a while, by region. */
  static final Map<String, String> WORDS =
      Map.of("Burgos", "Burgos answered 503", "Madrid", "the connection to Madrid was lost");

  private ExampleFaults() {}

  static void add(FaultInjector faults) {
    faults.on(Operation.UPLOAD).in("Burgos").of("base_rocky_9").times(1).then(Fault.status(503));
    faults
        .on(Operation.UPLOAD)
        .in("Madrid")
        .of("base_fedora_42")
        .times(1)
        .then(Fault.resetAfterReceiving(2 * MB));
    // on loopback nobody would see a bar
    slow(faults, "Burgos", 3);
    slow(faults, "Caceres", 4);
    slow(faults, "Madrid", 6);
    slow(faults, "Sevilla", 5);
  }

  private static void slow(FaultInjector faults, String region, long megabytesPerSecond) {
    faults.on(Operation.UPLOAD).in(region).then(Fault.receivingAt(megabytesPerSecond * MB));
  }
}
