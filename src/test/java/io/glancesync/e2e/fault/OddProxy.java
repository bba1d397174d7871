package io.glancesync.e2e.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Http;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a good Glance, counts what is asked of it, and has some requests go wrong, as
 * proxies, networks and older Glances do. A request is written as {@code PUT ubuntu/file}, with the
 * image's name in place of its id, followed by its head and, if it is JSON, its content.
 */
final class OddProxy extends Between {
  private static final Pattern IMAGE =
      Pattern.compile("^(\\S+) /v2/images/?([0-9a-f-]{36})?(\\S*)");

  private static final String LATE = "Gateway Time-out";
  private static final byte[] NOTHING = new byte[0];

  /** How a request goes wrong. */
  interface Mishap {
    void befall(Passage passage) throws IOException, InterruptedException;
  }

  /** It is refused, and nothing is done. */
  static Mishap refused(int status) {
    return passage -> {
      if (!passage.isAsking()) {
        passage.content();
      }
      passage.answer(status, "not here");
    };
  }

  /** It is done, but the answer is another. */
  static Mishap doneBut(int status, String text) {
    return passage -> {
      passage.ask(passage.content());
      passage.answer(status, text);
    };
  }

  /** It is done, and the connection breaks. */
  static Mishap lost() {
    return passage -> {
      passage.ask(passage.content());
      passage.cut();
    };
  }

  /**
   * It is answered before all of the content has reached the server, which goes on storing.
   *
   * @param storing ends when the server stores
   */
  static Mishap storedLater(int status, Runnable storing) {
    return passage -> {
      try (Socket server = passage.connect()) {
        passage.sendHalf(server);
        storing.run();
        passage.answer(status, LATE);
        passage.sendRest(server);
      }
    };
  }

  /**
   * It is answered before anything has reached the server.
   *
   * @param held ends when it is passed on
   */
  static Mishap heldBack(int status, Runnable held) {
    return passage -> {
      passage.content();
      passage.answer(status, LATE);
      held.run();
      try (Socket server = passage.connect()) {
        passage.sendHalf(server);
        passage.sendRest(server);
      }
    };
  }

  /** It is passed on later. */
  static Mishap delayed(Runnable before) {
    return passage -> {
      before.run();
      passage.pass();
    };
  }

  /** The connection breaks after so many bytes of the content. */
  static Mishap cutAfter(int bytes) {
    return passage -> passage.cutAfter(bytes);
  }

  /** The answer ends after so many bytes of its content. */
  static Mishap shortened(int bytes) {
    return passage -> {
      byte[] answer = passage.ask(passage.content());
      String head = head(new ByteArrayInputStream(answer));
      passage.client.getOutputStream().write(answer, 0, head.length() + bytes);
    };
  }

  /** Another content reaches the server. */
  static Mishap changed(UnaryOperator<String> change) {
    return passage -> {
      String content = change.apply(new String(passage.content(), UTF_8));
      passage.client.getOutputStream().write(passage.ask(content.getBytes(UTF_8)));
    };
  }

  private record Rule(Pattern requests, int times, AtomicInteger found, Mishap mishap) {
    boolean applies(String request) {
      return requests.matcher(request).find() && found.incrementAndGet() <= times;
    }
  }

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Map<String, Long> received = new ConcurrentHashMap<>();
  private volatile long before413;
  private volatile boolean isCalm;

  /**
   * @param behind the good Glance's address
   */
  OddProxy(String behind) {
    super(behind);
    open();
  }

  /** What requests call this image, which was not made through here. */
  void calls(String id, String name) {
    names.put(id, name);
  }

  /** Has so many of the requests that the pattern finds go wrong. */
  OddProxy on(String pattern, int times, Mishap mishap) {
    rules.add(new Rule(Pattern.compile(pattern), times, new AtomicInteger(), mishap));
    return this;
  }

  /** Has all of the requests that the pattern finds go wrong. */
  OddProxy on(String pattern, Mishap mishap) {
    return on(pattern, Integer.MAX_VALUE, mishap);
  }

  /** From now on nothing goes wrong. */
  void calm() {
    isCalm = true;
  }

  /** The patterns that found no request. */
  List<String> unused() {
    return rules.stream()
        .filter(it -> it.found().get() == 0)
        .map(it -> it.requests().pattern())
        .toList();
  }

  /** Waits until there were so many requests that begin so. */
  void await(String request, int times) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (count(request) < times && System.nanoTime() < end) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many requests there were that begin so. */
  long count(String request) {
    return requests.stream().filter(it -> it.startsWith(request)).count();
  }

  /** How many bytes of the image's content came. */
  long received(String image) {
    return received.getOrDefault("PUT %s/file".formatted(image), 0L);
  }

  /** How many bytes of the image's content came after it had been refused as too large. */
  long receivedAfter413(String image) {
    return received(image) - before413;
  }

  @Override
  void received(String head, int bytes) {
    received.merge(named(head, NOTHING), (long) bytes, Long::sum);
    if (before413 > 0) {
      // as fast as a network; on loopback much comes before the answer could be read
      pause();
    }
  }

  @Override
  void answered(String head, String answer) {
    if (answer.startsWith("HTTP/1.1 413")) {
      before413 = received.get(named(head, NOTHING));
    }
  }

  @Override
  void handle(Socket client, String head) throws IOException, InterruptedException {
    var passage = new Passage(client, head);
    byte[] begun = head.startsWith("P") && !head.startsWith("PUT") ? passage.content() : NOTHING;
    String request = named(head, begun) + "\n" + head + new String(begun, UTF_8);
    requests.add(request);
    for (Rule rule : rules) {
      if (!isCalm && rule.applies(request)) {
        rule.mishap().befall(passage);
        return;
      }
    }
    pass(client, head, begun);
  }

  private String named(String head, byte[] content) {
    Matcher matcher = IMAGE.matcher(head);
    if (!matcher.find()) {
      return head.lines().findFirst().orElse("");
    }
    String method = matcher.group(1);
    if (method.equals("POST") && content.length > 0) {
      JsonNode image = Http.json(content);
      names.put(image.path("id").asText(), image.path("name").asText());
      return method + " " + image.path("name").asText();
    }
    String id = matcher.group(2) == null ? "" : matcher.group(2);
    return method + " " + names.getOrDefault(id, id) + matcher.group(3);
  }

  /** A request on its way. */
  final class Passage {
    private final Socket client;
    private final String head;
    private byte[] content;

    private Passage(Socket client, String head) {
      this.client = client;
      this.head = head;
    }

    /** Whether the client sends the content only when it is told to. */
    private boolean isAsking() {
      return head.contains("\r\nExpect: 100-continue");
    }

    private byte[] content() throws IOException {
      if (content == null) {
        content = content(length());
      }
      return content;
    }

    private byte[] content(int length) throws IOException {
      if (isAsking()) {
        write(client.getOutputStream(), "HTTP/1.1 100 Continue\r\n\r\n");
      }
      byte[] bytes = client.getInputStream().readNBytes(length);
      OddProxy.this.received(head, bytes.length);
      return bytes;
    }

    private int length() {
      Matcher length = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)").matcher(head);
      if (!length.find() && head.toLowerCase().contains("\r\ntransfer-encoding:")) {
        throw new IllegalStateException("content without a length: " + head);
      }
      return length.reset().find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private void begin(Socket server, int length) throws IOException {
      String asked =
          once(head)
              .replaceFirst("(?i)\r\nExpect: [^\r]*", "")
              .replaceFirst("(?i)(\r\nContent-Length:) *\\d+", "$1 " + length);
      write(server.getOutputStream(), asked);
    }

    /** What the server answers, head and all. */
    private byte[] ask(byte[] sent) throws IOException {
      try (Socket server = connect()) {
        begin(server, sent.length);
        server.getOutputStream().write(sent);
        String answer = head(server.getInputStream());
        var whole = new ByteArrayOutputStream();
        whole.write(once(answer).getBytes(ISO_8859_1));
        server.getInputStream().transferTo(whole);
        return whole.toByteArray();
      }
    }

    private Socket connect() throws IOException {
      return OddProxy.this.connect();
    }

    private void pass() throws IOException, InterruptedException {
      OddProxy.this.pass(client, head, NOTHING);
    }

    private void sendHalf(Socket server) throws IOException {
      begin(server, content().length);
      server.getOutputStream().write(content, 0, content.length / 2);
    }

    private void sendRest(Socket server) throws IOException, InterruptedException {
      client.shutdownOutput();
      // the server goes on for a while, and is looked at meanwhile
      Thread.sleep(1500);
      int half = content.length / 2;
      server.getOutputStream().write(content, half, content.length - half);
      head(server.getInputStream());
    }

    private void cutAfter(int bytes) throws IOException {
      try (Socket server = connect()) {
        begin(server, length());
        server.getOutputStream().write(content(bytes));
        server.setSoLinger(true, 0);
      }
      cut();
    }

    private void answer(int status, String text) throws IOException {
      String answer =
          "HTTP/1.1 %d Odd\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s";
      write(client.getOutputStream(), answer.formatted(status, text.length(), text));
    }

    private void cut() throws IOException {
      client.setSoLinger(true, 0);
      client.close();
    }
  }
}
