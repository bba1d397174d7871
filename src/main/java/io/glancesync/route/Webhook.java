package io.glancesync.route;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.ConnectionError;
import io.glancesync.error.ErrorMapper;
import io.glancesync.log.LogScope;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts reports of failed runs. The address may hold a secret and is never shown. */
public final class Webhook {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.notify");

  private static final Pattern RUN = Pattern.compile("\"run\"\\s*:\\s*\"([0-9TZ.]{1,30})\"");

  private final Supplier<URI> address;
  private final LiveSecrets secrets;

  /**
   * @param address the address; read at each use
   */
  public Webhook(Supplier<URI> address, LiveSecrets secrets) {
    this.address = address;
    this.secrets = secrets;
  }

  /** The whole address, for a request. */
  public String address() {
    URI uri = address.get();
    secrets.hide(uri);
    return uri.toString();
  }

  /**
   * Logs that a report could not be posted after all retries.
   *
   * @param report the report as JSON; the message that carries it has nothing else that names the
   *     run
   */
  public void failed(Throwable cause, String report) {
    Matcher run = RUN.matcher(report);
    LogScope.ofRun(
        run.find() ? run.group(1) : "",
        () ->
            LOG.error(
                "Tried to post the report of a failed run to {}, but {}; see glancesync.notify.webhook (the report itself is in runs/)",
                server(),
                secrets.hidden(reason(ErrorMapper.rootCause(cause)))));
  }

  /** The address without what may be secret in it. */
  private String server() {
    URI uri;
    try {
      uri = address.get();
    } catch (ConfigurationException | NoSuchElementException e) {
      // the address was edited meanwhile
      return "the webhook";
    }
    return "%s://%s%s"
        .formatted(uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /**
   * The error in a short text of our own: a server's text, even its first line, may repeat the
   * address.
   */
  private static String reason(Throwable cause) {
    if (cause instanceof HttpOperationFailedException answer) {
      int status = answer.getStatusCode();
      String phrase = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
      return "it answered " + (phrase == null ? status : status + " " + phrase);
    }
    return cause instanceof IOException error
        ? ConnectionError.of(error).words()
        : "it went wrong (%s)".formatted(cause.getClass().getSimpleName());
  }
}
