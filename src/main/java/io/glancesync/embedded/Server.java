package io.glancesync.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A Keystone or a Glance as its clients meet it: an address, and faults on demand. */
final class Server implements Fault.Disturbed {

  /** What the server is for. */
  interface Api {
    Operation operation(Call call);

    /** Id and name of the image that the call is about, as far as they are known. */
    Set<String> image(Call call);

    Answer answer(Call call) throws IOException;
  }

  /** What all servers of an OpenStack share. */
  record Surroundings(Faults faults, Traffic traffic, Duration patience) {}

  private final String name;
  private final Surroundings surroundings;
  private final Tokens tokens;
  private final Api api;
  private final HttpEndpoint endpoint;

  /**
   * @param name the region, or a Keystone's name: what faults know it by
   * @param port 0 for any that is free
   */
  Server(String name, int port, Surroundings surroundings, Tokens tokens, Api api) {
    this.name = name;
    this.surroundings = surroundings;
    this.tokens = tokens;
    this.api = api;
    this.endpoint = new HttpEndpoint(port, surroundings.patience(), this::answer);
  }

  String url() {
    return endpoint.url();
  }

  void shut() {
    endpoint.shut();
  }

  void open() {
    endpoint.open();
  }

  /** Shuts it for good. */
  void close() {
    endpoint.close();
  }

  private Answer answer(Call call) throws IOException {
    Operation operation = api.operation(call);
    Set<String> image = api.image(call);
    Traffic traffic = surroundings.traffic();
    traffic.began(name, operation, call);
    Optional<Fault> found = surroundings.faults().next(operation, name, image);
    if (found.isEmpty()) {
      return traffic.counted(operation, api.answer(call));
    }
    Fault fault = found.get();
    Optional<Answer> instead = fault.before(call, this);
    if (instead.isPresent()) {
      return instead.get();
    }
    call.body(fault.received(call.body()));
    return traffic.counted(operation, fault.after(api.answer(call)));
  }

  @Override
  public void revoke(String token) {
    tokens.revoke(token);
  }

  @Override
  public void refuseConnections(Duration time) {
    endpoint.shutFor(time);
  }
}
