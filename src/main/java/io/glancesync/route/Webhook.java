package io.glancesync.route;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.ErrorMapper;
import io.glancesync.log.LogScope;
import java.net.URI;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people are told what fails. The address may hold a secret and is never shown. */
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
   * Logs that something could not be posted after all retries.
   *
   * @param posted the JSON; the message that carries it has nothing else that names the run
   */
  public void failed(Throwable cause, String posted) {
    Matcher run = RUN.matcher(posted);
    LogScope.ofRun(
        run.find() ? run.group(1) : "",
        () ->
            LOG.error(
                "Tried to post what fails to {}, but {}; see glancesync.notify.webhook (the run's report is in runs/)",
                server(),
                secrets.hidden(reason(cause))));
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

  private static String reason(Throwable error) {
    return FailureText.ofServer(error)
        .orElseGet(
            () ->
                "it went wrong (%s)"
                    .formatted(ErrorMapper.rootCause(error).getClass().getSimpleName()));
  }
}
