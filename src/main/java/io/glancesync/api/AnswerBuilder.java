package io.glancesync.api;

import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.Explained;
import io.glancesync.file.StateFile;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.run.Confirmation;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the API answers (API version 1, sections 4 and 5). */
public final class AnswerBuilder {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");

  private final Supplier<HttpSettings> settings;
  private final ErrorMapper errorMapper;
  private final IntSupplier parallel;
  private final Build build;
  private final Instant started;

  /**
   * @param parallel how many regions a run works on at the same time
   * @param started when this process began
   */
  public AnswerBuilder(
      Supplier<HttpSettings> settings,
      ErrorMapper errorMapper,
      IntSupplier parallel,
      Build build,
      Instant started) {
    this.settings = settings;
    this.errorMapper = errorMapper;
    this.parallel = parallel;
    this.build = build;
    this.started = started;
  }

  /** Which API this is. */
  public ApiAnswer information() {
    HttpSettings now = settings.get();
    var json = new LinkedHashMap<String, Object>();
    json.put("id", "v" + build.version());
    json.put("owner", now.owner());
    json.put("status", now.status());
    json.put("version", build.version());
    json.put("updated", build.date());
    json.put("runningfrom", started.truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("href", now.href());
    json.put("versions", List.of(version("v1", "/"), version("v2", "/v2")));
    return ApiAnswer.ok(ApiJson.text(json));
  }

  private static Map<String, String> version(String id, String path) {
    var version = new LinkedHashMap<String, String>();
    version.put("id", id);
    version.put("href", path);
    return version;
  }

  /** The run that looks at a region, also at a paused one, and changes nothing. */
  public RunRequest look(ApiRequest request) {
    return new RunRequest(List.of(request.region()), true, parallel.getAsInt())
        .confirming(Confirmation.PAUSED_REGIONS)
        .askedBy(Optional.of(request.id()));
  }

  /**
   * The images of a region.
   *
   * @param run which looked at it
   */
  public ApiAnswer images(ApiRequest request, Run run, RunReport report) {
    RegionName region = RegionName.of(request.region());
    // not thrown: what an inner route has handled in vain reaches no handler of an outer one
    return run.comparison(region)
        .map(
            it ->
                ApiAnswer.ok(
                    ApiJson.text(new RegionStates(it).json(request.call().query().first("image")))))
        .orElseGet(() -> failed(request, ApiException.unavailable(problem(report, region))));
  }

  private static String problem(RunReport report, RegionName region) {
    return report.regions().stream()
        .flatMap((RegionResult it) -> it.error().stream())
        .findFirst()
        .orElse("Tried to list the images of %s, but nothing came of it".formatted(region));
  }

  /** A task that is there. */
  public ApiAnswer task(SyncTask task) {
    return ApiAnswer.ok(ApiJson.text(task.json()));
  }

  /** A task that was asked for. */
  public ApiAnswer asked(SyncTask task) {
    String location = "/regions/%s/tasks/%s".formatted(UrlPath.segment(task.region()), task.id());
    return ApiAnswer.ok(ApiJson.text(task.json())).with("Location", location);
  }

  /** The answer after a task was removed. */
  public ApiAnswer removed() {
    return ApiAnswer.ok("");
  }

  /** The answer to a request that failed. */
  public ApiAnswer failed(ApiRequest request, Throwable cause) {
    return error(request, cause).answer(request.call().path(), request.id());
  }

  /**
   * Throws what a request that failed is answered.
   *
   * @throws ApiException always
   */
  public void fail(ApiRequest request, Throwable cause) {
    throw error(request, cause);
  }

  /** What is unforeseen is in the log, and not in the answer. */
  private ApiException error(ApiRequest request, Throwable cause) {
    Optional<ApiException> ours = ApiException.in(cause);
    if (ours.isPresent()) {
      return ours.get();
    }
    Throwable root = ErrorMapper.rootCause(cause);
    if (root instanceof RejectedExecutionException) {
      // of the throttle
      return ApiException.unavailable("Others are looking at regions now; try again later");
    }
    if (root instanceof StateFile.Unreadable) {
      return ApiException.unavailable(root.getMessage());
    }
    if (root instanceof UncheckedIOException) {
      String message = String.valueOf(root.getMessage());
      boolean isSaid = message.startsWith("Tried");
      return ApiException.unavailable(
          isSaid ? message : "Tried to keep what was asked for, but " + message);
    }
    if (root instanceof Explained || root instanceof IOException || isAnswer(cause)) {
      ErrorReport report = errorMapper.ofRun(cause);
      LOG.warn("{}", report.message());
      return ApiException.unavailable(report.message());
    }
    LOG.error("The request {} failed", request.id(), cause);
    return ApiException.unforeseen();
  }

  private static boolean isAnswer(Throwable cause) {
    return ErrorMapper.status(cause).isPresent();
  }
}
