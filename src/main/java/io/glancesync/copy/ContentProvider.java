package io.glancesync.copy;

import io.glancesync.config.Configuration;
import io.glancesync.content.ContentSource;
import io.glancesync.content.CountedStream;
import io.glancesync.content.ImageContentEntity;
import io.glancesync.content.PassThroughSource;
import io.glancesync.content.Spool;
import io.glancesync.content.SpoolFile;
import io.glancesync.content.SpooledSource;
import io.glancesync.error.AttemptLog;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.FileErrors;
import io.glancesync.error.TransferException;
import io.glancesync.error.TransferException.ContentDiffers;
import io.glancesync.error.TransferException.MessageDropped;
import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.Image;
import io.glancesync.limit.BandwidthLimiter;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.run.Progress;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import io.glancesync.transfer.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides the content of an image, and verifies that all of it arrived. */
public final class ContentProvider {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.spool");

  /** A transfer keeps its permit while it waits for content that comes within this time. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Supplier<Configuration> configuration;
  private final Spool spool;
  private final ConcurrencyLimiter limiter;
  private final BandwidthLimiter bandwidth;
  private final Progress progress;
  private final Clock clock;

  public ContentProvider(
      Supplier<Configuration> configuration,
      Spool spool,
      ConcurrencyLimiter limiter,
      BandwidthLimiter bandwidth,
      Progress progress,
      Clock clock) {
    this.configuration = configuration;
    this.spool = spool;
    this.limiter = limiter;
    this.bandwidth = bandwidth;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Opens the source of a transfer's content. Returns null where the spool has no room for the
   * image; then the content passes through for this region alone.
   *
   * @param permit is suspended while the transfer waits for room in the spool
   * @throws InterruptedException if the thread was interrupted while it waited for room
   */
  public SpooledSource source(Transfer transfer, Permit permit) throws InterruptedException {
    Image master = transfer.master();
    return isLocal(master)
        ? spool.local(master, file(master))
        : spool.open(master, () -> waitForRoom(transfer, permit)).orElse(null);
  }

  private void waitForRoom(Transfer transfer, Permit permit) {
    progress.entered(transfer, TransferPhase.WAITING_FOR_ROOM);
    limiter.suspend(permit);
  }

  /** The request that fills the spool file of a source. */
  public ContentDownload download(Transfer transfer, SpooledSource source) {
    return new ContentDownload(transfer.source(), transfer.master().id(), source.file());
  }

  /** The request for the content past the spool. */
  public SingleImageRequest downloadPast(Transfer transfer) {
    return SingleImageRequest.of(transfer.source(), transfer.master().id());
  }

  private Path file(Image master) {
    return configuration.get().imagesDir().resolve(master.id().uuid());
  }

  /** Whether {@code images_dir} has the whole content of the image. */
  public boolean isLocal(Image master) {
    Path file = file(master);
    try {
      return spool.mayBeLocal(master)
          && Files.isRegularFile(file)
          && Files.isReadable(file)
          && Files.size(file) == master.size();
    } catch (IOException e) {
      return false;
    }
  }

  /** Opens the image's file in {@code images_dir}. */
  public InputStream local(SpoolFile file) throws IOException {
    return Files.newInputStream(file.path());
  }

  /**
   * Appends the body of the master's answer to the content.
   *
   * @throws IOException as of {@link SpoolFile#receive}
   */
  public void receive(SpoolFile file, InputStream stream, String contentRange, Long length)
      throws IOException {
    file.receive(file.isLocal() ? stream : counted(stream), contentRange, length);
  }

  private InputStream counted(InputStream stream) {
    return CountedStream.of(stream, progress::fetched);
  }

  /** Makes sure that the last fetch brought something. */
  public void requirePart(SpoolFile file) throws MessageDropped {
    file.requirePart();
  }

  /** Records that content could not be fetched. */
  public void failed(SpoolFile file, Throwable cause, AttemptLog attemptLog) {
    Throwable reason = ErrorMapper.rootCause(cause);
    if (file.isLocal() && reason instanceof IOException problem) {
      LOG.warn(
          "{} in images_dir has the size of {} but cannot be used ({}); the image is downloaded instead. Delete that file, or put the right one there",
          file.path(),
          file.master().name(),
          problem instanceof TransferException ? problem.getMessage() : FileErrors.reason(problem));
      spool.refuse(file);
    } else if (reason instanceof UncheckedIOException disk) {
      spool.spoilt("keep " + file, disk.getCause());
      file.spoil(disk.getCause());
    } else {
      attemptLog.note(cause, clock.instant());
      file.fail(cause, attemptLog.failed());
    }
  }

  /**
   * Waits until the first bytes can be sent, so that no request to a region waits for the first
   * byte.
   *
   * @param permit is suspended meanwhile, unless the content comes soon
   * @throws TransferException when it cannot be fetched
   */
  public void await(Transfer transfer, SpooledSource source, Permit permit) throws IOException {
    try {
      if (!source.begins(SOON)) {
        progress.entered(transfer, TransferPhase.WAITING_FOR_PLACE);
        limiter.suspend(permit);
        source.awaitBegin();
      }
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  /**
   * The request body that sends spooled content. The master is read once for all regions, from the
   * first byte on.
   */
  public ImageContentEntity spooled(Transfer transfer, SpooledSource source) {
    return content(transfer, source);
  }

  /**
   * The request body that sends the master's answer to this region alone.
   *
   * @param stream null when the master answered 204
   * @param length the length that the master announced; null when it announced none
   * @throws SourceUnusable when the answer cannot be the content
   */
  public ImageContentEntity passing(Transfer transfer, InputStream stream, Long length)
      throws SourceUnusable {
    return content(transfer, PassThroughSource.of(transfer.master(), counted(stream), length));
  }

  private ImageContentEntity content(Transfer transfer, ContentSource source) {
    progress.sending(transfer);
    return new ImageContentEntity(
        transfer.master(),
        source,
        out -> bandwidth.through(transfer.region(), out),
        bytes -> progress.sent(transfer, bytes));
  }

  /**
   * Closes the source and drops the unsent rest. Does nothing when all of the content was sent.
   *
   * @param content null when the source could not be opened
   * @param source null when the content passes through, or could not be opened
   */
  public void release(ImageContentEntity content, SpooledSource source) throws IOException {
    if (content != null) {
      content.close();
    }
    if (source != null) {
      source.close();
    }
  }

  /**
   * Verifies the region's image against the master's, and against the content that was sent.
   *
   * @param copy the copy in the region; null when it is gone
   * @param sent the content that was sent; null when an earlier run sent it
   * @return the region's image
   */
  public Image verified(Transfer transfer, Image copy, ImageContentEntity sent)
      throws ContentDiffers {
    if (copy == null) {
      throw new ContentDiffers("somebody deleted the copy while it was made");
    }
    return Verification.verified(
        transfer.master(), copy, Optional.ofNullable(sent).flatMap(ImageContentEntity::hash));
  }
}
