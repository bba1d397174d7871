package io.glancesync.embedded.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What the servers were asked for, and how much content they gave. */
public final class Traffic {

  /**
   * One request.
   *
   * @param server the region, or a Keystone's name
   * @param request method and address
   */
  public record Request(String server, Operation operation, String request) {}

  private final List<Request> requests = new ArrayList<>();
  private final AtomicLong downloaded = new AtomicLong();
  private volatile Consumer<Request> listener = request -> {};

  public Traffic() {}

  /** All requests so far, in the order in which they came. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Bytes of image content that were taken from all Glances. */
  public long downloaded() {
    return downloaded.get();
  }

  /** Is told of each request before it is carried out; an exception breaks its connection. */
  public void listen(Consumer<Request> to) {
    listener = to;
  }

  void began(String server, Operation operation, Call call) {
    var request = new Request(server, operation, call.toString());
    synchronized (this) {
      requests.add(request);
    }
    listener.accept(request);
  }

  Answer counted(Operation operation, Answer answer) {
    return operation == Operation.DOWNLOAD && answer.status() < 300 && answer.hasBody()
        ? answer.with(new CountedBody(answer.body(), downloaded))
        : answer;
  }

  private record CountedBody(Answer.Body body, AtomicLong count) implements Answer.Body {
    @Override
    public long length() {
      return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      body.writeTo(
          new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
              out.write(one);
              count.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              out.write(bytes, from, length);
              count.addAndGet(length);
            }
          });
    }
  }
}
