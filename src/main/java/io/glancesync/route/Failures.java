package io.glancesync.route;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationException;
import io.glancesync.config.Credential;
import io.glancesync.config.Identity;
import io.glancesync.config.Password;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.RefusedException;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.UnreachableException;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.region.UnknownRegionException;
import io.glancesync.transfer.BusyException;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Turns what a route ran into into words: what was tried, what came back, what to do. */
public final class Failures {
  private static final String SIGN_IN = "/auth/tokens";
  private static final int LONGEST_DETAIL = 300;
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private static final Map<Integer, String> REMEDIES =
      Map.of(
          400, "correct the image's name or properties in the master region",
          401, "the token was refused twice; check the clocks, and that Glance asks this Keystone",
          403,
              "give our user the right to do it (public images need publicize_image), or select the image no more",
          404, "somebody deleted it meanwhile; the next run plans afresh",
          409, "somebody else works on this image; the next run plans afresh",
          410, "somebody deleted it meanwhile; the next run plans afresh",
          413, "raise the project's image quota or the size limit of that Glance",
          415, "that server is no Glance v2; check the catalog",
          429, "ask for a higher limit there, or set glancesync.copies-per-region lower");

  private final Supplier<Configuration> configuration;
  private final RetryAfter retryAfter;

  public Failures(Supplier<Configuration> configuration, RetryAfter retryAfter) {
    this.configuration = configuration;
    this.retryAfter = retryAfter;
  }

  /** Of a transfer. */
  public String ofTransfer(Transfer transfer, Throwable cause) {
    Step step = transfer.step();
    String tried = "Tried to " + step.action().attempt(step.imageName(), transfer.region());
    return of(tried, transfer.region(), cause).message();
  }

  /** Of a region as a whole. */
  public Failure ofRegion(RegionName region, Throwable cause) {
    return of("Tried to list the images of " + region, region, cause);
  }

  /** Of asking whether a region is there at all. */
  Failure ofProbe(RegionName region, Throwable cause) {
    return of("Tried whether %s answers".formatted(region), region, cause);
  }

  /** Whether this may mean that the server cannot be reached at all. */
  public boolean isUnanswered(Throwable cause) {
    Throwable root = telling(cause);
    return root instanceof TransferException.SourceBroken
        || root instanceof TransferException.Stalled
        || root instanceof UnreachableException
        || root instanceof HttpOperationFailedException answer && answer.getStatusCode() >= 500
        || root instanceof IOException
            && !(root instanceof TransferException)
            && !(root instanceof UncheckedIOException);
  }

  /** Of trying whether a region lets us publish an image. */
  Failure ofTrial(RegionName region, Throwable cause) {
    return of("Tried to create a public image without content in " + region, region, cause);
  }

  /** Of clearing up after that. */
  Failure ofTrialsEnd(RegionName region, ImageId id, Throwable cause) {
    String tried = "Tried to delete the image %s, made for this check, in %s";
    return of(tried.formatted(id, region), region, cause);
  }

  /** Whether a server said that we may not. */
  static boolean isForbidden(Throwable cause) {
    return telling(cause) instanceof HttpOperationFailedException answer
        && answer.getStatusCode() == 403;
  }

  /** Of signing in to a target. */
  public Failure ofTarget(RegionName target, Throwable cause) {
    return of("Tried to sign in to target " + target.target(), target, cause);
  }

  /** Of a command as a whole: without the master region nothing can be done. */
  public Failure ofRun(Throwable cause) {
    RegionName master = configuration.get().masterRegion();
    return of("Tried to list the images of the master region " + master, master, cause);
  }

  private Failure of(String tried, RegionName region, Throwable cause) {
    Throwable root = telling(cause);
    if (root instanceof HttpOperationFailedException answer) {
      return answered(tried, region, answer);
    }
    if (root instanceof UncheckedIOException) {
      return other(tried + ", but " + root.getMessage());
    }
    if (root instanceof TransferException) {
      return other(tried + ", but " + root.getMessage() + "; nothing of it is visible");
    }
    if (root instanceof UnreachableException) {
      return unreachable(root.getMessage());
    }
    if (root instanceof BusyException || root instanceof RefusedException) {
      return other(root.getMessage());
    }
    if (root instanceof ConfigurationException || root instanceof UnknownRegionException) {
      return new Failure(Failure.Kind.CONFIGURATION, root.getMessage());
    }
    if (root instanceof UnexpectedAnswerException) {
      return unreachable(tried + ", but " + root.getMessage());
    }
    if (root instanceof IOException) {
      return unreachable(tried + ", but " + connection(root));
    }
    return other(tried + ", but " + root);
  }

  /** Camel and the HTTP client wrap what happened; the innermost of our words tells most. */
  private static Throwable telling(Throwable cause) {
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof TransferException
          || it instanceof UncheckedIOException
          || it instanceof HttpOperationFailedException
          || it instanceof UnexpectedAnswerException
          || it instanceof UnreachableException
          || it instanceof BusyException
          || it instanceof RefusedException
          || it instanceof ConfigurationException
          || it instanceof UnknownRegionException) {
        return it;
      }
    }
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof IOException) {
        return it;
      }
    }
    return cause;
  }

  private Failure answered(String tried, RegionName region, HttpOperationFailedException answer) {
    int status = answer.getStatusCode();
    boolean signIn = answer.getUri().endsWith(SIGN_IN);
    if (signIn && (status == 401 || status == 403)) {
      return new Failure(Failure.Kind.CONFIGURATION, refused(region, answer));
    }
    String who = (signIn ? "Keystone at " : "Glance at ") + server(answer.getUri());
    String message =
        "%s, but %s answered %s%s%s%s; %s"
            .formatted(
                tried,
                who,
                (status + " " + Optional.ofNullable(answer.getStatusText()).orElse("")).strip(),
                signIn ? "" : detail(answer),
                requestId(answer),
                wait(answer),
                remedy(answer));
    return PASSING.contains(status) || signIn ? unreachable(message) : other(message);
  }

  private String wait(HttpOperationFailedException answer) {
    if (!PASSING.contains(answer.getStatusCode())) {
      return "";
    }
    return retryAfter
        .asked(answer)
        .map(it -> ", and asks to wait %d s".formatted(it.plusNanos(999_999_999).toSeconds()))
        .orElse("");
  }

  private String remedy(HttpOperationFailedException answer) {
    int status = answer.getStatusCode();
    if (PASSING.contains(status) && retryAfter.isTooLong(answer)) {
      return "that is longer than glancesync.longest-delay (%d s); come back then, or raise it"
          .formatted(retryAfter.longest().toSeconds());
    }
    return REMEDIES.getOrDefault(
        status, status >= 500 ? "look into that server's log" : "check the address in the catalog");
  }

  private String refused(RegionName region, HttpOperationFailedException answer) {
    return "Tried to sign in to target %s as %s, but Keystone at %s refused it (%d)%s; correct the credential in the configuration"
        .formatted(
            region.target(),
            who(configuration.get().targetOf(region).credential()),
            server(answer.getUri()),
            answer.getStatusCode(),
            requestId(answer));
  }

  private static String who(Credential credential) {
    if (credential instanceof Password password) {
      return "user " + name(password.user()) + " of project " + name(password.project());
    }
    return "an application credential";
  }

  private static String name(Identity identity) {
    return identity instanceof Identity.ByName named
        ? named.name()
        : ((Identity.ById) identity).id();
  }

  private static String server(String uri) {
    int path = uri.indexOf('/', uri.indexOf("//") + 2);
    return path < 0 ? uri : uri.substring(0, path);
  }

  /** What the server says, without its HTML, or the line in which it repeats the status. */
  private static String detail(HttpOperationFailedException answer) {
    String body = Optional.ofNullable(answer.getResponseBody()).orElse("");
    String text =
        body.replaceFirst("^\\s*[0-9]{3} [^\n]*\n", "")
            .replaceAll("(?is)<(title|h1|style|script)\\b.*?</\\1>", " ")
            .replaceAll("<[^>]*>", " ")
            .replaceAll("\\s+", " ")
            .strip();
    return text.isEmpty()
        ? ""
        : " (" + text.substring(0, Math.min(LONGEST_DETAIL, text.length())) + ")";
  }

  private static String requestId(HttpOperationFailedException answer) {
    return Optional.ofNullable(answer.getResponseHeaders()).orElse(Map.of()).entrySet().stream()
        .filter(it -> it.getKey().toLowerCase(Locale.ROOT).equals("x-openstack-request-id"))
        .map(it -> ", request " + it.getValue())
        .findFirst()
        .orElse("");
  }

  private static String connection(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "there is no host %s; check the address".formatted(cause.getMessage());
    }
    if (cause instanceof SSLException) {
      return "TLS failed (%s); check cacert, or the server's certificate"
          .formatted(cause.getMessage());
    }
    if (cause instanceof SocketTimeoutException) {
      return "no answer came in time (%s); see whether the server is overloaded"
          .formatted(cause.getMessage());
    }
    if (cause instanceof ConnectException) {
      return "there was no connection (%s); see whether the server runs and can be reached"
          .formatted(cause.getMessage());
    }
    return "the connection broke (%s); see whether the server runs and can be reached"
        .formatted(cause.getMessage() == null ? cause : cause.getMessage());
  }

  private static Failure unreachable(String message) {
    return new Failure(Failure.Kind.UNREACHABLE, message);
  }

  private static Failure other(String message) {
    return new Failure(Failure.Kind.OTHER, message);
  }
}
