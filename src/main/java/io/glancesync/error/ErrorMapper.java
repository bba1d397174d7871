package io.glancesync.error;

import static io.glancesync.error.ErrorClass.CREDENTIAL;
import static io.glancesync.error.ErrorClass.PERMANENT;
import static io.glancesync.error.ErrorClass.TRANSIENT;
import static io.glancesync.error.ErrorReport.ErrorKind.CONFIGURATION;
import static io.glancesync.error.ErrorReport.ErrorKind.OTHER;
import static io.glancesync.error.ErrorReport.ErrorKind.UNREACHABLE;

import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.region.UnknownRegionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Turns the error of a route into a text: what was tried, what came back, and what to do. */
public final class ErrorMapper {
  private final Supplier<RegionName> master;
  private final Function<RegionName, String> credential;
  private final Function<RegionName, Optional<String>> project;
  private final RetryAfter retryAfter;
  private final UnaryOperator<String> hiding;

  /**
   * @param master the master region
   * @param credential names the credential for a region's target, without its secret
   * @param project our project in a region's target, as its administrator knows it; empty before
   *     the sign-in
   * @param hiding removes secrets from the texts of servers
   */
  public ErrorMapper(
      Supplier<RegionName> master,
      Function<RegionName, String> credential,
      Function<RegionName, Optional<String>> project,
      RetryAfter retryAfter,
      UnaryOperator<String> hiding) {
    this.master = master;
    this.credential = credential;
    this.project = project;
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
    return of(tried, region, Optional.of(step.action()), cause);
  }

  /** The report on the error of a region as a whole. */
  public ErrorReport ofRegion(RegionName region, Throwable cause) {
    return of("Tried to list the images of " + region, region, cause);
  }

  /** The report on members of an image that could not be read. */
  public ErrorReport ofMembers(RegionName region, String image, Throwable cause) {
    return of("Tried to read the members of %s in %s".formatted(image, region), region, cause);
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
        || status(root).filter(AnswerStatus::isServerError).isPresent()
        || root instanceof IOException
            && !(root instanceof TransferException)
            && !(root instanceof UncheckedIOException);
  }

  /**
   * Whether the same request for another image would fail too, because of the server or our rights.
   */
  public boolean isOfAllRequests(Throwable cause) {
    return status(cause).map(AnswerStatus::isOfAllRequests).orElseGet(() -> isUnanswered(cause));
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

  /**
   * Whether a permanent failure happens again in each run, until somebody changes something. It
   * does not if only the next run's plan has to look different: an image is gone, or somebody else
   * works on it.
   */
  public static boolean isLasting(Throwable cause) {
    Throwable root = rootCause(cause);
    return root instanceof TransferException failure && failure.isLasting()
        || status(root).filter(AnswerStatus::isLastingRefusal).isPresent();
  }

  /** The status of the error answer; empty when the error is not an answer of a server. */
  public static Optional<AnswerStatus> status(Throwable cause) {
    return rootCause(cause) instanceof HttpOperationFailedException answer
        ? Optional.of(new AnswerStatus(answer.getStatusCode()))
        : Optional.empty();
  }

  /** Whether a server denied permission. */
  public static boolean isForbidden(Throwable cause) {
    return status(cause).filter(AnswerStatus::isForbidden).isPresent();
  }

  /** Whether the server did not accept the token of this request. */
  public boolean isUnauthorized(Throwable cause) {
    return failedSource(cause).isEmpty()
        && status(cause).filter(AnswerStatus::isUnauthorized).isPresent();
  }

  /**
   * Whether a request that failed is sent again after a delay. Not when the server asks for a
   * longer delay than GlanceSync waits.
   */
  public boolean isRetried(Throwable cause) {
    if (failedSource(cause).isPresent()) {
      // the download had retries of its own
      return false;
    }
    Throwable root = rootCause(cause);
    if (root instanceof HttpOperationFailedException answer) {
      return isTransient(new ServerAnswer(answer, hiding)) && !retryAfter.isTooLong(answer);
    }
    return root instanceof IOException
        && !(root instanceof TransferException.SourceUnusable)
        && !(root instanceof TransferException.MessageDropped);
  }

  private static boolean isTransient(ServerAnswer answer) {
    // 409: Glance has not noticed yet that the sender before this one is gone
    return answer.status().isTransient() || answer.status().isConflict() && answer.isOfContent();
  }

  /** The report on a failed sign-in to a target. */
  public ErrorReport ofTarget(RegionName target, Throwable cause) {
    return of("Tried to sign in to target " + target.target(), target, cause);
  }

  /** The report on a command as a whole: without the master region nothing can be done. */
  public ErrorReport ofRun(Throwable cause) {
    RegionName region = master.get();
    return of("Tried to list the images of the master region " + region, region, cause);
  }

  private ErrorReport of(String tried, RegionName region, Throwable cause) {
    return of(tried, region, Optional.empty(), cause);
  }

  private ErrorReport of(
      String tried, RegionName region, Optional<Action> action, Throwable cause) {
    ErrorReport failure = described(tried, region, action, cause);
    return new ErrorReport(
        failure.kind(), failure.errorClass(), hidden(failure.error()), hidden(failure.remedy()));
  }

  private ErrorReport described(
      String tried, RegionName region, Optional<Action> action, Throwable cause) {
    Throwable root = rootCause(cause);
    if (root instanceof HttpOperationFailedException answer) {
      return answered(tried, region, action, answer);
    }
    if (root instanceof Explained explained) {
      return explained.report(tried);
    }
    if (root instanceof UncheckedIOException) {
      return new ErrorReport(OTHER, PERMANENT, tried + ", but " + root.getMessage(), "");
    }
    if (root instanceof UnknownRegionException) {
      return new ErrorReport(CONFIGURATION, PERMANENT, root.getMessage(), "");
    }
    if (root instanceof IOException failure) {
      ConnectionError connectionError = ConnectionError.of(failure);
      String error = tried + ", but " + connectionError.words();
      return new ErrorReport(UNREACHABLE, TRANSIENT, error, connectionError.remedy());
    }
    if (root instanceof Error) {
      String error = tried + ", but there was an error in GlanceSync itself: " + root;
      return new ErrorReport(OTHER, TRANSIENT, error, "the log says where");
    }
    return new ErrorReport(OTHER, PERMANENT, tried + ", but " + root, "look into the log");
  }

  /** The download that failed for a transfer, if that is the cause. */
  static Optional<TransferException.SourceFailed> failedSource(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .filter(TransferException.SourceFailed.class::isInstance)
        .map(TransferException.SourceFailed.class::cast)
        .findFirst();
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
      if (it instanceof Explained
          || it instanceof HttpOperationFailedException
          || it instanceof UncheckedIOException
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
      String tried,
      RegionName region,
      Optional<Action> action,
      HttpOperationFailedException exception) {
    var answer = new ServerAnswer(exception, hiding);
    AnswerStatus status = answer.status();
    if (answer.isSignIn() && (status.isUnauthorized() || status.isForbidden())) {
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
                wait(answer));
    return new ErrorReport(
        status.isTransient() || signIn ? UNREACHABLE : OTHER,
        errorClass(answer),
        error,
        remedy(answer, action, region));
  }

  private static ErrorClass errorClass(ServerAnswer answer) {
    if (answer.status().isUnauthorized()) {
      return CREDENTIAL;
    }
    return isTransient(answer) ? TRANSIENT : PERMANENT;
  }

  private String wait(ServerAnswer answer) {
    if (!answer.status().isTransient()) {
      return "";
    }
    return retryAfter
        .asked(answer.answer())
        .map(it -> ", and asks to wait %d s".formatted(it.plusNanos(999_999_999).toSeconds()))
        .orElse("");
  }

  private String remedy(ServerAnswer answer, Optional<Action> action, RegionName region) {
    return answer.status().isTransient() && retryAfter.isTooLong(answer.answer())
        ? "that is longer than glancesync.retry.max-delay (%d s); come back then, or raise it"
            .formatted(retryAfter.longest().toSeconds())
        : Remedies.of(answer, action, region, project.apply(region));
  }

  private String refused(RegionName region, ServerAnswer answer) {
    return "Tried to sign in to target %s as %s, but Keystone at %s refused it (%d)%s"
        .formatted(
            region.target(),
            credential.apply(region),
            answer.server(),
            answer.status().code(),
            answer.request());
  }
}
