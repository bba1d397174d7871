package io.glancesync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.config.credential.Secret;
import io.glancesync.error.AnswerStatus;
import io.glancesync.error.ErrorMapper;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who may call the API: the Keystone of the target {@code master} says who a token belongs to (API
 * version 1, section 3). What it said of a good token is remembered for a minute, under a hash of
 * it; a bad one is not remembered.
 */
public final class CallerCheck {
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final int MOST = 1000;
  private static final int RECENT = 100;

  private final Supplier<HttpSettings> settings;
  private final Supplier<String> keystone;
  private final Clock clock;
  private final Deque<Secret> asked = new ConcurrentLinkedDeque<>();
  private final Map<String, KnownCaller> known = new ConcurrentHashMap<>();

  /**
   * @param keystone the address of the Keystone of the target {@code master}
   */
  public CallerCheck(Supplier<HttpSettings> settings, Supplier<String> keystone, Clock clock) {
    this.settings = settings;
    this.keystone = keystone;
    this.clock = clock;
  }

  /**
   * @param until when Keystone is asked again
   */
  private record KnownCaller(Caller caller, Instant from, Instant until) {
    boolean isIn(Instant now) {
      // a clock that was set back must not keep it
      return now.isBefore(until) && !now.isBefore(from);
    }
  }

  /**
   * The request with its caller, if Keystone told of the token less than a minute ago.
   *
   * @throws ApiException if the request has no token, and needs one
   */
  public ApiRequest remembered(ApiRequest request) {
    if (request.token().isEmpty() && mayBeAnonymous(request)) {
      return request.by(Caller.ANYBODY);
    }
    Secret token = request.token().orElseThrow(this::unauthorized);
    return known(token).map(request::by).orElse(request);
  }

  /** Who may read now, without asking Keystone. */
  public Optional<Caller> reader(Optional<Secret> token) {
    boolean isForAnybody = settings.get().isReadByAnybody();
    if (token.isEmpty()) {
      return Optional.of(Caller.ANYBODY).filter(it -> isForAnybody);
    }
    return known(token.get()).filter(it -> isForAnybody || it.isAllowed(settings.get(), true));
  }

  private Optional<Caller> known(Secret token) {
    Instant now = clock.instant();
    return Optional.ofNullable(known.get(hash(token)))
        .filter(it -> it.isIn(now))
        .map(KnownCaller::caller);
  }

  /** The address at which Keystone tells of a token. */
  public String address() {
    return keystone.get() + "/auth/tokens";
  }

  /** The caller's token: both the one that asks, and the one that is asked about. */
  public String token(ApiRequest request) {
    Secret token = request.token().orElseThrow(this::unauthorized);
    asked.addFirst(token);
    if (asked.size() > RECENT) {
      asked.pollLast();
    }
    return token.reveal();
  }

  /** The tokens that Keystone was asked about lately, which no log may show. */
  public Stream<Secret> tokens() {
    return asked.stream();
  }

  /**
   * The request with its caller.
   *
   * @param body Keystone's answer about the token
   * @throws ApiException if that is not an answer of Keystone
   */
  public ApiRequest recognised(ApiRequest request, String body) {
    Caller caller = caller(body);
    Instant now = clock.instant();
    if (!caller.expires().isAfter(now)) {
      throw unauthorized();
    }
    Instant until = now.plus(REMEMBERED);
    if (known.size() >= MOST) {
      known.values().removeIf(it -> !it.isIn(now));
    }
    if (known.size() < MOST) {
      known.put(
          hash(request.token().orElseThrow()),
          new KnownCaller(
              caller, now, until.isBefore(caller.expires()) ? until : caller.expires()));
    }
    return request.by(caller);
  }

  private Caller caller(String body) {
    try {
      JsonNode token = ApiJson.read(body == null ? "" : body).path("token");
      var roles = new TreeSet<String>();
      token.path("roles").forEach(it -> roles.add(it.path("name").asText()));
      return new Caller(
          token.path("user").path("name").asText(),
          token.path("project").path("name").asText(),
          token.path("project").path("id").asText(),
          roles,
          OffsetDateTime.parse(token.path("expires_at").asText()).toInstant());
    } catch (JsonProcessingException | DateTimeException e) {
      throw ApiException.unavailable(
          tried() + ", but it answered something else than Keystone does");
    }
  }

  /**
   * Throws why Keystone did not say who calls.
   *
   * @throws ApiException always
   */
  public void refused(Exception cause) {
    throw refusal(cause);
  }

  /** Keystone answers 404 for a token that it does not know, and 401 for one that may not ask. */
  private ApiException refusal(Exception cause) {
    Optional<ApiException> ours = ApiException.in(cause);
    if (ours.isPresent()) {
      return ours.get();
    }
    Optional<Integer> code = ErrorMapper.status(cause).map(AnswerStatus::code);
    if (code.filter(Set.of(401, 404)::contains).isPresent()) {
      return unauthorized();
    }
    if (code.filter(it -> it == 403).isPresent()) {
      return ApiException.forbidden(
          "Keystone at %s does not let this token ask about itself; use another token"
              .formatted(keystone.get()));
    }
    String answer = code.map(it -> "it answered " + it).orElse("it did not answer");
    return ApiException.unavailable("%s, but %s; try again later".formatted(tried(), answer));
  }

  private String tried() {
    return "Tried to ask Keystone at %s about the token".formatted(keystone.get());
  }

  /**
   * Lets the caller in.
   *
   * @throws ApiException if the caller's role or project does not suffice
   */
  public ApiRequest allowed(ApiRequest request) {
    Caller caller = request.caller().orElseThrow(this::unauthorized);
    if (!mayBeAnonymous(request) && !caller.isAllowed(settings.get(), isReading(request))) {
      throw ApiException.forbidden(
          "The token has none of the roles, or is of none of the projects, that may do this; ask who runs this service (glancesync.http.roles, glancesync.http.projects)");
    }
    return request;
  }

  /** Whether the caller may begin something. */
  public boolean mayAct(ApiRequest request) {
    return request.caller().filter(it -> it.isAllowed(settings.get(), false)).isPresent();
  }

  private boolean mayBeAnonymous(ApiRequest request) {
    return isReading(request) && settings.get().isReadByAnybody();
  }

  /** Whoever only reads needs less. Version 1 has one kind of callers. */
  private static boolean isReading(ApiRequest request) {
    return request.call().isOfVersionTwo() && request.call().isReading();
  }

  private ApiException unauthorized() {
    return ApiException.unauthorized(keystone.get());
  }

  private static String hash(Secret token) {
    return TextHash.of(token.reveal());
  }
}
