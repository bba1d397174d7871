package io.glancesync.route;

import io.glancesync.config.Configuration;
import io.glancesync.image.Image;
import io.glancesync.transfer.Content;
import io.glancesync.transfer.Progress;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferException.ContentDiffers;
import io.glancesync.transfer.TransferException.SourceUnusable;
import io.glancesync.transfer.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Where an image's content comes from, and whether all of it arrived. */
public final class Contents {
  private final Supplier<Configuration> configuration;
  private final Progress progress;

  public Contents(Supplier<Configuration> configuration, Progress progress) {
    this.configuration = configuration;
    this.progress = progress;
  }

  /** Whether {@code images_dir} has the master's image, so that nothing is downloaded. */
  public boolean isLocal(Transfer transfer) {
    Path file = file(transfer);
    try {
      return Files.isReadable(file) && Files.size(file) == transfer.step().master().size();
    } catch (IOException e) {
      return false;
    }
  }

  public InputStream local(Transfer transfer) throws IOException {
    return Files.newInputStream(file(transfer));
  }

  private Path file(Transfer transfer) {
    return configuration.get().imagesDir().resolve(transfer.step().master().id().value());
  }

  /**
   * The body that sends the master's content.
   *
   * @param stream what the master's Glance answered; null when it answered 204
   * @param length the length that it announced; null when it announced none
   * @throws SourceUnusable when that cannot be the content
   */
  public Content content(Transfer transfer, InputStream stream, Long length)
      throws SourceUnusable, IOException {
    Image master = transfer.step().master();
    if (stream == null && master.size() > 0) {
      throw new SourceUnusable(
          "the master region %s has lost the data of %s (Glance answered 204); upload it there anew"
              .formatted(transfer.source(), master.name()));
    }
    InputStream source = stream == null ? InputStream.nullInputStream() : stream;
    var content = new Content(master, source, bytes -> progress.sent(transfer, bytes));
    if (length != null && length != master.size()) {
      content.close();
      throw new SourceUnusable(
          "the master region %s sends %d bytes of %s instead of %d"
              .formatted(transfer.source(), length, master.name(), master.size()));
    }
    progress.sending(transfer);
    return content;
  }

  /** Gives up what is left of the source; does nothing once all of it was sent. */
  public void release(Content content) throws IOException {
    content.close();
  }

  /**
   * Holds what the region has against what the master has and what was sent.
   *
   * @param placed null when it is gone
   * @param sent null when an earlier run sent it
   * @return the region's image
   */
  public Image verified(Transfer transfer, Image placed, Content sent) throws ContentDiffers {
    if (placed == null) {
      throw new ContentDiffers("somebody deleted the copy while it was made");
    }
    return Verification.verified(
        transfer.step().master(), placed, Optional.ofNullable(sent).flatMap(Content::hash));
  }
}
