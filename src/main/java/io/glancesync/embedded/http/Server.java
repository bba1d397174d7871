package io.glancesync.embedded.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A Keystone or a Glance as its clients meet it: an address, and faults on demand. */
public final class Server implements Fault.Disturbed {

  /** What the server is for. */
  public interface RequestHandler {
    Operation operation(Call call);

    /** Id and name of the image that the call is about, as far as they are known. */
    Set<String> image(Call call);

    Answer answer(Call call) throws IOException;
  }

  /** What all servers of an OpenStack share. */
  public record ServerContext(FaultInjector faults, Traffic traffic, Duration patience) {}

  private final String name;
  private final ServerContext context;
  private final Consumer<String> revoking;
  private final RequestHandler requestHandler;
  private final HttpEndpoint endpoint;

  /**
   * @param name the region, or a Keystone's name: what faults know it by
   * @param port 0 for any that is free
   * @param revoking makes a token invalid
   */
  public Server(
      String name,
      int port,
      ServerContext context,
      Consumer<String> revoking,
      RequestHandler requestHandler) {
    this.name = name;
    this.context = context;
    this.revoking = revoking;
    this.requestHandler = requestHandler;
    this.endpoint = new HttpEndpoint(port, context.patience(), this::answer);
  }

  public String url() {
    return endpoint.url();
  }

  public void shut() {
    endpoint.shut();
  }

  public void open() {
    endpoint.open();
  }

  /** Shuts it for good. */
  public void close() {
    endpoint.close();
  }

  private Answer answer(Call call) throws IOException {
    Operation operation = requestHandler.operation(call);
    Set<String> image = requestHandler.image(call);
    Traffic traffic = context.traffic();
    traffic.began(name, operation, call);
    Optional<Fault> found = context.faults().next(operation, name, image);
    if (found.isEmpty()) {
      return traffic.counted(operation, requestHandler.answer(call));
    }
    Fault fault = found.get();
    Optional<Answer> instead = fault.before(call, this);
    if (instead.isPresent()) {
      return instead.get();
    }
    call.body(fault.received(call.body()));
    return traffic.counted(operation, fault.after(requestHandler.answer(call)));
  }

  @Override
  public void revoke(String token) {
    revoking.accept(token);
  }

  @Override
  public void refuseConnections(Duration time) {
    endpoint.shutFor(time);
  }
}
