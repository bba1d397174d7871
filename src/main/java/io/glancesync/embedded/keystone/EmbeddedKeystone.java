package io.glancesync.embedded.keystone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.embedded.http.Answer;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.RejectedRequestException;
import io.glancesync.embedded.http.Server;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Keystone v3: accounts, tokens and the catalog of the Glances that belong to it. */
public final class EmbeddedKeystone {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String MEDIA_TYPE = "application/vnd.openstack.identity-v3+json";

  private final SignIn signIn = new SignIn();
  private final ServiceCatalog serviceCatalog = new ServiceCatalog();
  private final TokenStore tokenStore;
  private final Server server;

  public EmbeddedKeystone(
      String name, int port, TokenStore tokenStore, Server.ServerContext surroundings) {
    this.tokenStore = tokenStore;
    this.server = new Server(name, port, surroundings, tokenStore::revoke, new KeystoneHandler());
    // a region of its own, as every endpoint has one
    serviceCatalog.add("identity", "RegionOne", url());
  }

  /** Where it answers, with the version: what {@code OS_AUTH_URL} wants. */
  public String url() {
    return server.url() + "/v3";
  }

  /** Makes an account. */
  public void add(Account account) {
    signIn.add(account);
  }

  /**
   * Makes an application credential.
   *
   * @return its id
   */
  public String addApplicationCredential(Account account, String name, String secret) {
    return signIn.addApplicationCredential(account, name, secret);
  }

  /** The id of the account's project. */
  public String projectId(Account account) {
    return account.projectId();
  }

  /** How long tokens last that are given out from now on. */
  public void tokenLifetime(Duration time) {
    tokenStore.lifetime(time);
  }

  /** Makes all tokens worthless that were given out so far. */
  public void revokeAllTokens() {
    tokenStore.revokeAll();
  }

  /** From now on connections are refused. */
  public void shut() {
    server.shut();
  }

  /** Answers again, at the same address, and knows the tokens that it gave out. */
  public void open() {
    server.open();
  }

  public void close() {
    server.close();
  }

  /** Has an address in the catalog, whatever it is; it replaces the region's earlier one. */
  public void register(String type, String region, String url) {
    serviceCatalog.add(type, region, url);
  }

  public TokenStore tokens() {
    return tokenStore;
  }

  private final class KeystoneHandler implements Server.RequestHandler {
    @Override
    public Operation operation(Call call) {
      return isTokens(call) && call.method().equals("POST") ? Operation.SIGN_IN : Operation.OTHER;
    }

    @Override
    public Set<String> image(Call call) {
      return Set.of();
    }

    @Override
    public Answer answer(Call call) throws IOException {
      try {
        return allowed(call).with("Vary", "X-Auth-Token").with("x-openstack-request-id", call.id());
      } catch (RejectedRequestException rejectedRequestException) {
        return refused(rejectedRequestException)
            .with("Vary", "X-Auth-Token")
            .with("x-openstack-request-id", call.id());
      }
    }

    private Answer allowed(Call call) throws IOException, RejectedRequestException {
      String path = "/" + String.join("/", call.segments());
      return switch (path) {
        case "/" -> versions();
        case "/v3" -> Answer.json(200, node().set("version", version()));
        case "/v3/auth/tokens" -> ofTokens(call);
        case "/v3/auth/catalog" -> {
          asker(call);
          yield Answer.json(200, node().set("catalog", serviceCatalog.json()));
        }
        default ->
            Answer.text(
                404,
                "text/html; charset=utf-8",
                "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n");
      };
    }

    private boolean isTokens(Call call) {
      return call.path().matches("/+v3/+auth/+tokens/*");
    }

    private Answer versions() {
      var root = node();
      root.putObject("versions").putArray("values").add(version());
      return Answer.json(300, root).with("Location", url() + "/");
    }

    private ObjectNode version() {
      var version = node();
      version.put("id", "v3.14").put("status", "stable").put("updated", "2020-04-07T00:00:00Z");
      version.putArray("links").addObject().put("rel", "self").put("href", url() + "/");
      version
          .putArray("media-types")
          .addObject()
          .put("base", "application/json")
          .put("type", MEDIA_TYPE);
      return version;
    }

    private Answer ofTokens(Call call) throws IOException, RejectedRequestException {
      return switch (call.method()) {
        case "POST" -> issue(call);
        case "GET", "HEAD" -> {
          asker(call);
          TokenStore.Grant grant = subject(call);
          yield Answer.json(200, described(grant, true)).with("X-Subject-Token", grant.token());
        }
        case "DELETE" -> {
          asker(call);
          tokenStore.revoke(subject(call).token());
          yield Answer.empty(204);
        }
        default ->
            Answer.json(
                    405, node().put("message", "The method is not allowed for the requested URL."))
                .with("Allow", "OPTIONS, GET, DELETE, HEAD, POST");
      };
    }

    private Answer issue(Call call) throws IOException, RejectedRequestException {
      if (!Set.of("", "application/json").contains(call.contentType())) {
        throw SignIn.malformed("Expecting to find application/json in Content-Type header");
      }
      SignIn.Admission admission;
      try {
        admission = signIn.admit(call.json());
      } catch (RejectedRequestException e) {
        throw e.getMessage().startsWith("Malformed JSON")
            ? SignIn.malformed("Expecting to find valid JSON in request body")
            : e;
      }
      TokenStore.Grant grant =
          tokenStore.issue(admission.account(), admission.isScoped(), admission.method());
      boolean isCatalogWanted = call.query().values("nocatalog").isEmpty();
      return Answer.json(201, described(grant, isCatalogWanted))
          .with("X-Subject-Token", grant.token());
    }

    private void asker(Call call) throws RejectedRequestException {
      call.header("X-Auth-Token").flatMap(tokenStore::find).orElseThrow(SignIn::unauthorized);
    }

    private TokenStore.Grant subject(Call call) throws RejectedRequestException {
      String token =
          call.header("X-Subject-Token")
              .orElseThrow(() -> new RejectedRequestException(404, "No token in the request"));
      Optional<TokenStore.Grant> grant = tokenStore.find(token);
      return grant.orElseThrow(
          () -> new RejectedRequestException(404, "Could not recognize Fernet token"));
    }

    private ObjectNode described(TokenStore.Grant grant, boolean withCatalog) {
      Account account = grant.account();
      var token = node();
      token.putArray("methods").add(grant.method());
      ObjectNode user = token.putObject("user");
      user.set("domain", domain(account));
      user.put("id", account.userId()).put("name", account.user()).putNull("password_expires_at");
      token.putArray("audit_ids").add(Ids.of(grant.token()).substring(0, 22));
      token.put("expires_at", time(grant.expires())).put("issued_at", time(grant.issued()));
      if (grant.isScoped()) {
        ObjectNode project = token.putObject("project");
        project.set("domain", domain(account));
        project.put("id", account.projectId()).put("name", account.project());
        token.put("is_domain", false);
        ArrayNode roles = token.putArray("roles");
        account
            .roles()
            .forEach(it -> roles.addObject().put("id", Ids.of("role", it)).put("name", it));
        if (withCatalog) {
          token.set("catalog", serviceCatalog.json());
        }
      }
      return node().set("token", token);
    }

    private static ObjectNode domain(Account account) {
      return node().put("id", account.domainId()).put("name", account.domain());
    }

    private static String time(Instant instant) {
      return TIME.format(instant);
    }

    private static ObjectNode node() {
      return JsonNodeFactory.instance.objectNode();
    }

    private Answer refused(RejectedRequestException rejectedRequestException) {
      Map<Integer, String> titles =
          Map.of(400, "Bad Request", 401, "Unauthorized", 404, "Not Found");
      var root = node();
      root.putObject("error")
          .put("code", rejectedRequestException.status())
          .put("message", rejectedRequestException.getMessage())
          .put("title", titles.get(rejectedRequestException.status()));
      Answer answer = Answer.json(rejectedRequestException.status(), root);
      return rejectedRequestException.status() == 401
          ? answer.with("WWW-Authenticate", "Keystone uri=\"%s\"".formatted(url()))
          : answer;
    }
  }
}
