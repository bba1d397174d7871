package io.glancesync.content;

import io.glancesync.error.FileErrors;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the content of images on its way through this host. The master is asked for each image once
 * in a run. A file stays until the last region that needs it has finished, or until its room is
 * needed.
 */
public final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.spool");

  private final SpoolFolder folder;
  private final LongSupplier limit;
  private final Supplier<Duration> patience;
  private final LongSupplier free;
  private final Map<ImageId, SpoolEntry> entries = new LinkedHashMap<>();

  /** Files whose content is not what the master says, until the run ends. */
  private final Map<ImageId, SpoolFile> unusable = new HashMap<>();

  /** Images whose files in {@code images_dir} cannot be used, until the run ends. */
  private final Set<ImageId> notLocal = new HashSet<>();

  private final Map<ImageId, Set<RegionName>> wanted = new HashMap<>();
  private final Set<RegionName> toPlan = new HashSet<>();
  private boolean isUsable = true;

  private static final class SpoolEntry {
    private final SpoolFile file;
    private boolean isFetched;
    private int readers;

    private SpoolEntry(SpoolFile file) {
      this.file = file;
    }
  }

  /**
   * @param folder a folder that nothing else uses
   * @param limit how many bytes all files may have together; read at each use
   * @param patience how long an image waits for room in the spool; read at each use
   */
  public Spool(Path folder, LongSupplier limit, Supplier<Duration> patience) {
    this(folder, limit, patience, new SpoolFolder(folder)::free);
  }

  /**
   * @param free the bytes that the disk has room for
   */
  public Spool(Path folder, LongSupplier limit, Supplier<Duration> patience, LongSupplier free) {
    this.folder = new SpoolFolder(folder);
    this.limit = limit;
    this.patience = patience;
    this.free = free;
  }

  /** Begins a run and deletes what an earlier run left, even if its process was killed. */
  public synchronized void begin() {
    end();
    isUsable = true;
    try {
      folder.clear();
    } catch (IOException e) {
      spoilt("use the folder " + folder, e);
    }
  }

  /** Sets the regions that the run is about. */
  public synchronized void expect(Collection<RegionName> regions) {
    toPlan.addAll(regions);
  }

  /** Sets the images that a region will need. */
  public synchronized void planned(RegionName region, Collection<ImageId> images) {
    toPlan.remove(region);
    images.forEach(it -> wanted.computeIfAbsent(it, key -> new HashSet<>()).add(region));
    dropUnwanted();
  }

  /** Records that a region needs an image no longer. */
  public synchronized void ended(RegionName region, ImageId image) {
    wanted.getOrDefault(image, new HashSet<>()).remove(region);
    dropUnwanted();
  }

  /** Records that a region needs no more images. */
  public synchronized void ended(RegionName region) {
    toPlan.remove(region);
    wanted.values().forEach(it -> it.remove(region));
    dropUnwanted();
  }

  /** Ends the run. */
  public synchronized void end() {
    toPlan.clear();
    wanted.clear();
    dropUnwanted();
    unusable.clear();
    notLocal.clear();
  }

  private void dropUnwanted() {
    if (toPlan.isEmpty()) {
      List.copyOf(entries.values()).stream()
          .filter(it -> it.readers == 0 && !isWanted(it.file))
          .forEach(this::drop);
    }
  }

  private boolean isWanted(SpoolFile file) {
    return !wanted.getOrDefault(file.master().id(), Set.of()).isEmpty();
  }

  private void drop(SpoolEntry entry) {
    entries.remove(entry.file.master().id(), entry);
    entry.file.giveUp();
    if (entry.file.isUnusable()) {
      unusable.put(entry.file.master().id(), entry.file);
    }
    try {
      entry.file.delete();
    } catch (IOException e) {
      LOG.warn(
          "{} could not be deleted ({}); the next run does",
          entry.file.path(),
          FileErrors.reason(e));
    }
    notifyAll();
  }

  /** Whether the spool is in use at all. */
  public boolean isEnabled() {
    return limit.getAsLong() > 0;
  }

  /** Why the folder cannot be used; empty when it can, or when the next run will make it. */
  public Optional<String> problem() {
    return folder.problem();
  }

  /** Whether so many bytes would fit if the spool were empty. */
  public synchronized boolean canHold(long size) {
    return fits(size, ours());
  }

  /**
   * The content of a file in {@code images_dir}. It takes no room in the spool, and is verified
   * once.
   */
  public synchronized SpooledSource local(Image master, Path file) {
    return there(master).orElseGet(() -> reader(enter(new SpoolFile(master, file, false))));
  }

  /** Whether the image's file in {@code images_dir} may still be usable. */
  public synchronized boolean mayBeLocal(Image master) {
    return !notLocal.contains(master.id());
  }

  /**
   * Records that a file in {@code images_dir} cannot be used: until the run ends its image is
   * downloaded.
   */
  public synchronized void refuse(SpoolFile file) {
    notLocal.add(file.master().id());
    file.refuse();
  }

  /**
   * The image's content. Empty when there is no room for it even after a wait, or when its id
   * cannot be a file name.
   *
   * @param onWait is run before each wait
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public synchronized Optional<SpooledSource> open(Image master, Runnable onWait)
      throws InterruptedException {
    long end = System.nanoTime() + patience.get().toNanos();
    while (true) {
      Optional<SpooledSource> there = there(master);
      if (there.isPresent()) {
        return there;
      }
      Optional<Path> path = folder.file(master);
      if (isUsable && path.isPresent() && hasRoom(master.size())) {
        return Optional.of(reader(enter(new SpoolFile(master, path.get(), true))));
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (!isUsable || path.isEmpty() || left <= 0 || !mayHaveRoom(master.size())) {
        return Optional.empty();
      }
      onWait.run();
      wait(left);
    }
  }

  private Optional<SpooledSource> there(Image master) {
    SpoolEntry entry = entries.get(master.id());
    if (entry != null && entry.file.hasFailed()) {
      drop(entry);
    }
    // another download would only give the same wrong content
    return Optional.ofNullable(unusable.get(master.id()))
        .map(it -> new SpooledSource(it, false, () -> {}))
        .or(() -> Optional.ofNullable(entries.get(master.id())).map(this::reader));
  }

  private SpoolEntry enter(SpoolFile file) {
    var entry = new SpoolEntry(file);
    entries.put(file.master().id(), entry);
    return entry;
  }

  private SpooledSource reader(SpoolEntry entry) {
    boolean isFirst = !entry.isFetched;
    entry.isFetched = true;
    entry.readers++;
    return new SpooledSource(entry.file, isFirst, () -> leave(entry));
  }

  private synchronized void leave(SpoolEntry entry) {
    entry.readers--;
    if (entry.readers == 0 && !isWanted(entry.file) && (toPlan.isEmpty() || entry.file.isOpen())) {
      drop(entry);
    }
    notifyAll();
  }

  /** Makes room, if needed, by dropping files that nobody reads at present. */
  private boolean hasRoom(long size) {
    for (SpoolEntry idle : List.copyOf(entries.values())) {
      if (fits(size, 0)) {
        return true;
      }
      if (idle.readers == 0 && !idle.file.isLocal()) {
        drop(idle);
      }
    }
    return fits(size, 0);
  }

  /** Whether there would be room if the files that are being read were gone. */
  private boolean mayHaveRoom(long size) {
    return !entries.isEmpty() && canHold(size);
  }

  private boolean fits(long size, long gone) {
    long growth = entries.values().stream().mapToLong(it -> it.file.toCome()).sum();
    return ours() - gone + size <= limit.getAsLong()
        && free.getAsLong() - growth + gone >= size + size / 10;
  }

  /** The bytes of its images. One that is still being fetched counts in full. */
  public synchronized long size() {
    return ours();
  }

  private long ours() {
    return entries.values().stream()
        .map(it -> it.file)
        .filter(it -> !it.isLocal())
        .mapToLong(it -> it.master().size())
        .sum();
  }

  /**
   * Stops the use of the spool after a disk error: for the rest of the run each region downloads
   * from the master.
   */
  public synchronized void spoilt(String tried, IOException error) {
    isUsable = false;
    LOG.warn(
        "Tried to {}, but {}; until the next run image content is not kept, and the master is asked for it once per region",
        tried,
        FileErrors.text(error));
    notifyAll();
  }
}
