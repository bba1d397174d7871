package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.embedded.http.Answer;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.RejectedRequestException;
import io.glancesync.embedded.http.Server;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.embedded.keystone.TokenStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which request of Glance's API v2 a call is, and who it is from. */
final class GlanceApi implements Server.RequestHandler {
  private static final String UNAUTHORIZED =
      "This server could not verify that you are authorized to access the document you requested."
          + " Either you supplied the wrong credentials (e.g., bad password), or your browser does"
          + " not understand how to supply the credentials required.";
  static final String NOTHING = "The resource could not be found.";
  static final List<String> IMPORT_METHODS = List.of("glance-direct", "web-download", "copy-image");

  private final EmbeddedKeystone keystone;
  private final ImageTable imageTable;
  private final Uploads uploads;
  private final Quirks quirks;
  private final ImageRequests requests;
  private final Memberships members;

  GlanceApi(
      EmbeddedKeystone keystone,
      ImageTable imageTable,
      Uploads uploads,
      Quirks quirks,
      Memberships members) {
    this.keystone = keystone;
    this.imageTable = imageTable;
    this.uploads = uploads;
    this.quirks = quirks;
    this.requests = new ImageRequests(imageTable, quirks);
    this.members = members;
  }

  @Override
  public Operation operation(Call call) {
    List<String> path = call.segments();
    String method = call.method();
    if (path.size() < 2 || !path.get(1).equals("images")) {
      return Operation.OTHER;
    }
    return switch (path.size()) {
      case 2 ->
          method.equals("GET")
              ? Operation.LIST
              : method.equals("POST") ? Operation.CREATE : Operation.OTHER;
      case 3 ->
          switch (method) {
            case "GET" -> Operation.SHOW;
            case "PATCH" -> Operation.CHANGE;
            case "DELETE" -> Operation.DELETE;
            default -> Operation.OTHER;
          };
      default ->
          switch (method + " " + path.get(3)) {
            case "PUT file" -> Operation.UPLOAD;
            case "GET file" -> Operation.DOWNLOAD;
            default -> path.get(3).equals("members") ? Operation.MEMBERS : Operation.OTHER;
          };
    };
  }

  @Override
  public Set<String> image(Call call) {
    var names = new HashSet<String>();
    try {
      if (operation(call) == Operation.CREATE) {
        for (String field : List.of("id", "name")) {
          Optional.ofNullable(call.json().path(field).textValue()).ifPresent(names::add);
        }
      }
    } catch (IOException | RejectedRequestException e) {
      // then it is about no image; the request itself will say what is wrong
      return names;
    }
    if (call.segments().size() > 2) {
      String id = call.segments().get(2);
      names.add(id);
      synchronized (imageTable) {
        imageTable.find(id).ifPresent(it -> names.add(it.text("name")));
      }
    }
    return names;
  }

  @Override
  public Answer answer(Call call) throws IOException {
    List<String> path = call.segments();
    if (path.equals(List.of("healthcheck"))) {
      return Answer.text(200, "text/plain; charset=UTF-8", "OK");
    }
    if (!path.get(0).equals("v2")) {
      int status = path.equals(List.of("versions")) ? 200 : 300;
      return Answer.json(status, GlanceVersions.json(url(call)));
    }
    Optional<TokenStore.Grant> grant = call.header("X-Auth-Token").flatMap(keystone.tokens()::find);
    if (grant.isEmpty()) {
      return GlanceErrors.of(call, new RejectedRequestException(401, UNAUTHORIZED))
          .with("Www-Authenticate", "Keystone uri=\"%s\"".formatted(keystone.url()));
    }
    uploads.requestArrived();
    Answer answer;
    try {
      quirks.check(call);
      answer = allowed(call, path, new ImagePermissions(grant.get()));
    } catch (RejectedRequestException rejectedRequestException) {
      answer = GlanceErrors.of(call, rejectedRequestException);
    }
    return answer.with("X-Openstack-Request-Id", call.id());
  }

  static String url(Call call) {
    return "http://" + call.header("Host").orElse("127.0.0.1");
  }

  private Answer allowed(Call call, List<String> path, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    String place = String.join("/", path.subList(1, path.size()));
    if (place.equals("info/import")) {
      return Answer.json(200, importInfo());
    }
    if (place.equals("schemas/image")) {
      return Answer.json(200, ImageSchema.json());
    }
    if (path.size() < 2 || !path.get(1).equals("images") || call.path().endsWith("/")) {
      throw new RejectedRequestException(404, NOTHING);
    }
    return switch (path.size()) {
      case 2 -> ofImages(call, imagePermissions);
      case 3 -> ofImage(call, path.get(2), imagePermissions);
      case 4 -> ofPart(call, path.get(2), path.get(3), imagePermissions);
      case 5 -> ofItem(call, path.get(2), path.get(3), path.get(4), imagePermissions);
      default -> throw new RejectedRequestException(404, NOTHING);
    };
  }

  private static ObjectNode importInfo() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode methods = root.putObject("import-methods");
    methods.put("description", "Import methods available.").put("type", "array");
    IMPORT_METHODS.forEach(methods.putArray("value")::add);
    return root;
  }

  private Answer ofImages(Call call, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    return switch (call.method()) {
      case "GET" -> requests.list(call.query(), imagePermissions);
      case "POST" -> requests.create(call, imagePermissions);
      default -> throw notAllowed(call, "GET, POST");
    };
  }

  private Answer ofImage(Call call, String id, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    return switch (call.method()) {
      case "GET" -> requests.show(id, imagePermissions);
      case "PATCH" -> requests.change(call, id, imagePermissions);
      case "DELETE" -> requests.delete(id, imagePermissions);
      default -> throw notAllowed(call, "GET, PATCH, DELETE");
    };
  }

  private Answer ofPart(Call call, String id, String part, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    if (part.equals("import") && call.method().equals("POST")) {
      String method = call.json().path("method").path("name").asText();
      throw new RejectedRequestException(400, "Unknown import method name '%s'.".formatted(method));
    }
    if (part.equals("members")) {
      return ofMembers(call, id, imagePermissions);
    }
    if (!part.equals("file")) {
      throw new RejectedRequestException(404, NOTHING);
    }
    return switch (call.method()) {
      case "GET" -> requests.download(call, id, imagePermissions);
      case "PUT" -> uploads.receive(call, id, imagePermissions);
      default -> throw notAllowed(call, "GET, PUT");
    };
  }

  private Answer ofMembers(Call call, String id, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    return switch (call.method()) {
      case "GET" -> members.list(id, imagePermissions);
      case "POST" -> members.add(call, id, imagePermissions);
      default -> throw notAllowed(call, "GET, POST");
    };
  }

  private static RejectedRequestException notAllowed(Call call, String allowed) {
    String method = call.method();
    return new RejectedRequestException(
            405, "The method %s is not allowed for this resource. ".formatted(method))
        .with("Allow", allowed);
  }

  private Answer ofItem(
      Call call, String id, String part, String item, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    return switch (call.method() + " " + part) {
      case "GET members" -> members.show(id, item, imagePermissions);
      case "PUT members" -> members.change(call, id, item, imagePermissions);
      case "DELETE members" -> members.remove(id, item, imagePermissions);
      case "POST actions" -> requests.act(id, item, imagePermissions);
      case "PUT tags" -> requests.tag(id, item, true, imagePermissions);
      case "DELETE tags" -> requests.tag(id, item, false, imagePermissions);
      default -> throw new RejectedRequestException(404, NOTHING);
    };
  }
}
