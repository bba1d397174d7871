package io.glancesync.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What goes wrong with a request. The factories are the list of what can; {@link FaultInjector}
 * says with which requests.
 */
public abstract class Fault {
  private static final String TEXT = "text/plain";

  Fault() {}

  /**
   * Before the request is carried out.
   *
   * @return what is answered instead, if it is not carried out at all
   */
  Optional<Answer> before(Call call, Disturbed server) throws IOException {
    return Optional.empty();
  }

  /** What the server gets to see of the request's content. */
  InputStream received(InputStream body) {
    return body;
  }

  /** After the request was carried out. */
  Answer after(Answer answer) throws IOException {
    return answer;
  }

  /** The server that it happens to. */
  interface Disturbed {
    /** Makes a token worthless. */
    void revoke(String token);

    /** Breaks all connections, and refuses new ones for a while. */
    void refuseConnections(Duration time);
  }

  /** Answers with this status, and does nothing. */
  public static Fault status(int status) {
    return ofServer(Answer.text(status, TEXT, "fault on demand"));
  }

  /** Answers with this status and the header {@code Retry-After}, and does nothing. */
  public static Fault status(int status, Duration retryAfter) {
    String seconds = Long.toString(retryAfter.toSeconds());
    return ofServer(Answer.text(status, TEXT, "fault on demand").with("Retry-After", seconds));
  }

  /** The server names the request in all that it answers. */
  private static Fault ofServer(Answer answer) {
    return before((call, server) -> Optional.of(answer.with("X-Openstack-Request-Id", call.id())));
  }

  /** Answers with what the server itself never would, such as a proxy's page, and does nothing. */
  public static Fault answer(int status, String type, String text) {
    return instead(Answer.text(status, type, text));
  }

  private static Fault instead(Answer answer) {
    return before((call, server) -> Optional.of(answer));
  }

  /** Answers that what is asked for is somewhere else. */
  public static Fault moved(int status, String location) {
    return instead(Answer.text(status, TEXT, "it is elsewhere").with("Location", location));
  }

  /** Answers with this status, and does nothing, where a request has this header. */
  public static Fault refusedHeader(String name, int status) {
    return before((call, server) -> call.header(name).map(it -> refused(name, status)));
  }

  /** Answers with this status, and does nothing, where a query has this parameter. */
  public static Fault refusedParameter(String name, int status) {
    return before((call, server) -> call.query().value(name).map(it -> refused(name, status)));
  }

  private static Answer refused(String what, int status) {
    return Answer.text(status, TEXT, what + " is not known here");
  }

  /** Resets the connection before anything was done. */
  public static Fault reset() {
    return before(
        (call, server) -> {
          throw new Cut("reset before the request");
        });
  }

  /** Does nothing, breaks all connections to the server, and refuses new ones for a while. */
  public static Fault refused(Duration time) {
    return before(
        (call, server) -> {
          server.refuseConnections(time);
          throw new Cut("refused");
        });
  }

  /** Carries the request out, but resets the connection instead of answering. */
  public static Fault lostAnswer() {
    return after(
        answer -> {
          throw new Cut("the answer is lost");
        });
  }

  /**
   * Takes all of an upload's content and answers with this status, but goes on storing: the image
   * is {@code saving} while the server gets so many more requests, and then {@code active}. A 504
   * is a proxy that gave up waiting; a 204 comes from a cluster whose parts learn of it later.
   */
  public static Fault storedLater(int status, int requests) {
    return new Fault() {
      @Override
      Optional<Answer> before(Call call, Disturbed server) {
        call.storesAfter(requests);
        return Optional.empty();
      }

      @Override
      Answer after(Answer answer) {
        return answer.status() == 204 && status != 204
            ? Answer.text(status, TEXT, "fault on demand")
            : answer;
      }
    };
  }

  /**
   * Carries the request out, but answers with this status, as a proxy does that has waited long
   * enough.
   */
  public static Fault doneBut(int status, String text) {
    return doneBut(status, text, () -> {});
  }

  /**
   * The same.
   *
   * @param event happens before it is answered: Glance goes on storing, say
   */
  public static Fault doneBut(int status, String text, Runnable event) {
    return after(
        answer -> {
          event.run();
          return Answer.text(status, TEXT, text);
        });
  }

  /** Resets the connection when so many bytes of the request's content have arrived. */
  public static Fault resetAfterReceiving(long bytes) {
    return receiving(
        () ->
            Tap.at(
                bytes,
                () -> {
                  throw new Cut("reset after receiving " + bytes);
                }));
  }

  /**
   * The server's process dies when so many bytes of the request's content have arrived: an image
   * stays in {@code saving} for ever. Another process goes on at once.
   */
  public static Fault killedAfterReceiving(long bytes) {
    return receiving(
        () ->
            Tap.at(
                bytes,
                () -> {
                  throw new Cut.ByCrash();
                }));
  }

  /** Takes no more of the request's content after so many bytes, for a while; then goes on. */
  public static Fault stalledReceiving(long bytes, Duration time) {
    return receiving(() -> Tap.at(bytes, () -> Delay.of(time)));
  }

  /** Resets the connection when so many bytes of the answer's content are out. */
  public static Fault resetAfterSending(long bytes) {
    return sending(
        () ->
            Tap.at(
                bytes,
                () -> {
                  // a reset overtakes what is still on its way
                  Delay.of(Duration.ofMillis(100));
                  throw new Cut("reset after sending " + bytes);
                }));
  }

  /** Sends nothing more after so many bytes of the answer's content, for a while; then goes on. */
  public static Fault stalledSending(long bytes, Duration time) {
    return sending(() -> Tap.at(bytes, () -> Delay.of(time)));
  }

  /** Takes so many bytes of the request's content in a second, and no more. */
  public static Fault receivingAt(long bytesPerSecond) {
    return receiving(() -> Tap.slow(bytesPerSecond));
  }

  /** Sends so many bytes of the answer's content in a second, and no more. */
  public static Fault sendingAt(long bytesPerSecond) {
    return sending(() -> Tap.slow(bytesPerSecond));
  }

  /** One byte of the request's content is another one when it arrives. */
  public static Fault corruptedReceiving(long position) {
    return receiving(() -> Tap.flipping(position));
  }

  /** One byte of the answer's content is another one when it leaves. */
  public static Fault corruptedSending(long position) {
    return sending(() -> Tap.flipping(position));
  }

  /** The answer's content ends after so many bytes, and pretends that this is all. */
  public static Fault shortened(long bytes) {
    return after(answer -> answer.with(new Shortened(answer.body(), bytes)));
  }

  /** Waits before it carries the request out. */
  public static Fault late(Duration time) {
    return before(
        (call, server) -> {
          Delay.of(time);
          return Optional.empty();
        });
  }

  /** Carries the request out at once, and answers later. */
  public static Fault lateAnswer(Duration time) {
    return after(
        answer -> {
          Delay.of(time);
          return answer;
        });
  }

  /** The token of the request is worthless from now on; the request itself is refused. */
  public static Fault revoked() {
    return before(
        (call, server) -> {
          call.header("X-Auth-Token").ifPresent(server::revoke);
          return Optional.empty();
        });
  }

  /** Something else happens just before the request is carried out: an image disappears, say. */
  public static Fault meanwhile(Runnable event) {
    return before(
        (call, server) -> {
          event.run();
          return Optional.empty();
        });
  }

  private interface Before {
    Optional<Answer> happen(Call call, Disturbed server) throws IOException;
  }

  private static Fault before(Before what) {
    return new Fault() {
      @Override
      Optional<Answer> before(Call call, Disturbed server) throws IOException {
        return what.happen(call, server);
      }
    };
  }

  private static Fault receiving(Supplier<Tap> tap) {
    return new Fault() {
      @Override
      InputStream received(InputStream body) {
        return new Tap.Input(body, tap.get());
      }
    };
  }

  private static Fault sending(Supplier<Tap> tap) {
    return after(answer -> answer.with(new Tapped(answer.body(), tap)));
  }

  private interface After {
    Answer happen(Answer answer) throws IOException;
  }

  private static Fault after(After what) {
    return new Fault() {
      @Override
      Answer after(Answer answer) throws IOException {
        return what.happen(answer);
      }
    };
  }

  private record Tapped(Answer.Body body, Supplier<Tap> tap) implements Answer.Body {
    @Override
    public long length() {
      return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      var through = new Tap.Output(out, tap.get());
      body.writeTo(through);
      // the mark may be just behind the last byte
      through.atMark();
    }
  }

  private record Shortened(Answer.Body body, long most) implements Answer.Body {
    /** Ends the writing of what nobody is to see. */
    private static final class Enough extends IOException {
      private static final long serialVersionUID = 1L;
    }

    @Override
    public long length() {
      return Math.min(body.length(), most);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Tap end =
          Tap.at(
              most,
              () -> {
                throw new Enough();
              });
      try {
        body.writeTo(new Tap.Output(out, end));
      } catch (Enough e) {
        // as was wanted
      }
    }
  }
}
