package io.glancesync.error;

import static io.glancesync.error.ErrorClass.CREDENTIAL;
import static io.glancesync.error.ErrorClass.PERMANENT;
import static io.glancesync.error.ErrorClass.TRANSIENT;
import static io.glancesync.error.ErrorReport.ErrorKind.CONFIGURATION;
import static io.glancesync.error.ErrorReport.ErrorKind.OTHER;
import static io.glancesync.error.ErrorReport.ErrorKind.UNREACHABLE;

import io.glancesync.config.Configuration;
import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Password;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.RefusedException;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.UnreachableException;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.region.UnknownRegionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Turns the error of a route into a text: what was tried, what came back, and what to do. */
public final class ErrorMapper {
  private static final String HARMLESS = "; nothing of it is visible";
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final Supplier<Configuration> configuration;
  private final RetryAfter retryAfter;
  private final UnaryOperator<String> hiding;

  /**
   * @param hiding removes secrets from the texts of servers
   */
  public ErrorMapper(
      Supplier<Configuration> configuration, RetryAfter retryAfter, UnaryOperator<String> hiding) {
    this.configuration = configuration;
    this.retryAfter = retryAfter;
    this.hiding = hiding;
  }

  /** The text of a server, without secrets. */
  public String hidden(String text) {
    return hiding.apply(text);
  }

  /** The report on the error of a step. */
  public ErrorReport ofStep(Step step, RegionName region, Throwable cause) {
    String tried = "Tried to " + step.action().attempt(step.imageName(), region);
    return of(tried, region, cause);
  }

  /** The report on the error of a region as a whole. */
  public ErrorReport ofRegion(RegionName region, Throwable cause) {
    return of("Tried to list the images of " + region, region, cause);
  }

  /** The report on a failed probe of a region. */
  public ErrorReport ofProbe(RegionName region, Throwable cause) {
    return of("Tried whether %s answers".formatted(region), region, cause);
  }

  /** Whether the error may mean that the server cannot be reached at all. */
  public boolean isUnanswered(Throwable cause) {
    Throwable root = rootCause(cause);
    return root instanceof TransferException.SourceBroken
        || root instanceof TransferException.Stalled
        || root instanceof UnreachableException
        || root instanceof HttpOperationFailedException answer && answer.getStatusCode() >= 500
        || root instanceof IOException
            && !(root instanceof TransferException)
            && !(root instanceof UncheckedIOException);
  }

  /** The report on a failed trial to publish an image in a region. */
  public ErrorReport ofTrial(RegionName region, Throwable cause) {
    return of("Tried to create a public image without content in " + region, region, cause);
  }

  /** The report on a trial image that could not be deleted. */
  public ErrorReport ofTrialsEnd(RegionName region, ImageId id, Throwable cause) {
    String tried = "Tried to delete the image %s, made for this check, in %s";
    return of(tried.formatted(id, region), region, cause);
  }

  /** The status of the error answer; empty when the error is not an answer of a server. */
  public static OptionalInt status(Throwable cause) {
    return rootCause(cause) instanceof HttpOperationFailedException answer
        ? OptionalInt.of(answer.getStatusCode())
        : OptionalInt.empty();
  }

  /** Whether a server denied permission. */
  public static boolean isForbidden(Throwable cause) {
    return status(cause).equals(OptionalInt.of(403));
  }

  /** The report on a failed sign-in to a target. */
  public ErrorReport ofTarget(RegionName target, Throwable cause) {
    return of("Tried to sign in to target " + target.target(), target, cause);
  }

  /** The report on a command as a whole: without the master region nothing can be done. */
  public ErrorReport ofRun(Throwable cause) {
    RegionName master = configuration.get().masterRegion();
    return of("Tried to list the images of the master region " + master, master, cause);
  }

  private ErrorReport of(String tried, RegionName region, Throwable cause) {
    ErrorReport failure = described(tried, region, cause);
    return new ErrorReport(
        failure.kind(), failure.errorClass(), hidden(failure.error()), hidden(failure.remedy()));
  }

  private ErrorReport described(String tried, RegionName region, Throwable cause) {
    Throwable root = rootCause(cause);
    if (root instanceof HttpOperationFailedException answer) {
      return answered(tried, region, answer);
    }
    if (root instanceof TransferException broken) {
      return broken(tried, broken);
    }
    if (root instanceof UncheckedIOException) {
      return said(OTHER, PERMANENT, tried + ", but " + root.getMessage());
    }
    if (root instanceof UnreachableException) {
      return said(UNREACHABLE, TRANSIENT, root.getMessage());
    }
    if (root instanceof BusyException || root instanceof RefusedException) {
      return said(OTHER, TRANSIENT, root.getMessage());
    }
    if (root instanceof ConfigurationException || root instanceof UnknownRegionException) {
      return said(CONFIGURATION, PERMANENT, root.getMessage());
    }
    if (root instanceof UnexpectedAnswerException) {
      return said(UNREACHABLE, PERMANENT, tried + ", but " + root.getMessage());
    }
    if (root instanceof IOException trouble) {
      ConnectionError connectionError = ConnectionError.of(trouble);
      String error = tried + ", but " + connectionError.words();
      return new ErrorReport(UNREACHABLE, TRANSIENT, error, connectionError.remedy());
    }
    if (root instanceof Error) {
      String error = tried + ", but there was an error in GlanceSync itself: " + root;
      return new ErrorReport(OTHER, TRANSIENT, error, "the log says where");
    }
    return new ErrorReport(OTHER, PERMANENT, tried + ", but " + root, "look into the log");
  }

  /** The innermost error that GlanceSync can explain. Camel and the HTTP client wrap errors. */
  public static Throwable rootCause(Throwable cause) {
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof Error) {
        return it;
      }
      if (it instanceof TransferException.SourceFailed failed) {
        return rootCause(failed.reason());
      }
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

  private ErrorReport answered(
      String tried, RegionName region, HttpOperationFailedException exception) {
    var answer = new ServerAnswer(exception, hiding);
    if (answer.isSignIn() && (answer.status() == 401 || answer.status() == 403)) {
      return new ErrorReport(
          CONFIGURATION,
          CREDENTIAL,
          refused(region, answer),
          "correct the credential in the configuration");
    }
    boolean signIn = answer.isSignIn();
    String error =
        "%s, but %s%s answered %s%s%s%s"
            .formatted(
                tried,
                signIn ? "Keystone at " : "Glance at ",
                answer.server(),
                answer.line(),
                signIn ? "" : answer.detail(),
                answer.request(),
                wait(exception));
    return new ErrorReport(
        PASSING.contains(answer.status()) || signIn ? UNREACHABLE : OTHER,
        errorClass(answer),
        error,
        remedy(answer));
  }

  /** An error is transient if routes/90-errors retries it. */
  private static ErrorClass errorClass(ServerAnswer answer) {
    if (answer.status() == 401) {
      return CREDENTIAL;
    }
    boolean isBusy = answer.status() == 409 && answer.isOfContent();
    return PASSING.contains(answer.status()) || isBusy ? TRANSIENT : PERMANENT;
  }

  private static ErrorReport broken(String tried, TransferException cause) {
    boolean mayPass =
        cause instanceof TransferException.SourceBroken
            || cause instanceof TransferException.Stalled
            || cause instanceof TransferException.NotStored
            || cause instanceof TransferException.Unsettled
            || cause instanceof TransferException.CopiedElsewhere;
    ErrorReport said =
        said(OTHER, mayPass ? TRANSIENT : PERMANENT, tried + ", but " + cause.getMessage());
    return said.remedy().isEmpty()
        ? new ErrorReport(OTHER, said.errorClass(), said.error() + HARMLESS, remedy(cause))
        : new ErrorReport(OTHER, said.errorClass(), said.error(), said.remedy() + HARMLESS);
  }

  /** Splits a sentence. The remedy, if there is one, follows the last semicolon. */
  private static ErrorReport said(
      ErrorReport.ErrorKind kind, ErrorClass errorClass, String sentence) {
    int end = sentence.lastIndexOf("; ");
    return end < 0
        ? new ErrorReport(kind, errorClass, sentence, "")
        : new ErrorReport(
            kind, errorClass, sentence.substring(0, end), sentence.substring(end + 2));
  }

  private static String remedy(TransferException cause) {
    return cause instanceof TransferException.SourceUnusable
        ? "see what the master region holds, or upload it there anew"
        : "the next run tries again";
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

  private String remedy(ServerAnswer answer) {
    return PASSING.contains(answer.status()) && retryAfter.isTooLong(answer.answer())
        ? "that is longer than glancesync.longest-delay (%d s); come back then, or raise it"
            .formatted(retryAfter.longest().toSeconds())
        : Remedies.of(answer);
  }

  private String refused(RegionName region, ServerAnswer answer) {
    return "Tried to sign in to target %s as %s, but Keystone at %s refused it (%d)%s"
        .formatted(
            region.target(),
            who(configuration.get().targetOf(region).credential()),
            answer.server(),
            answer.status(),
            answer.request());
  }

  private static String who(Credential credential) {
    if (credential instanceof Password password) {
      return "user " + name(password.user()) + " of project " + name(password.project());
    }
    return "an application credential";
  }

  private static String name(Identity identity) {
    return identity instanceof Identity.IdentityName named
        ? named.name()
        : ((Identity.IdentityId) identity).id();
  }
}
