package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.glancesync.embedded.http.Answer;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.Map;

/** How a Glance tells that it refuses something: in the way that the reader accepts. */
final class GlanceErrors {
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Request Range Not Satisfiable"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"));

  private GlanceErrors() {}

  static Answer of(Call call, RejectedRequestException rejectedRequestException) {
    Answer answer = of(rejectedRequestException, call.header("Accept").orElse(""));
    for (Map.Entry<String, String> header : rejectedRequestException.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static Answer of(RejectedRequestException rejectedRequestException, String accepted) {
    int status = rejectedRequestException.status();
    String title = TITLES.get(status);
    String why = rejectedRequestException.getMessage();
    if (accepted.contains("html") || accepted.contains("*/*")) {
      return Answer.text(
          status,
          "text/html; charset=UTF-8",
          """
          <html>
           <head>
            <title>%1$d %2$s</title>
           </head>
           <body>
            <h1>%1$d %2$s</h1>
            %3$s<br /><br />
           </body>
          </html>"""
              .formatted(status, title, escaped(why)));
    }
    if (accepted.contains("application/json")) {
      return Answer.json(
          status,
          JsonNodeFactory.instance
              .objectNode()
              .put("message", why + "<br /><br />\n\n\n")
              .put("code", status + " " + title)
              .put("title", title));
    }
    return Answer.text(
        status, "text/plain; charset=UTF-8", "%d %s\n\n%s\n\n   ".formatted(status, title, why));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
