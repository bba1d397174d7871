package io.glancesync.deadletter;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.begun;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.content.Bytes;
import io.glancesync.content.Spool;
import io.glancesync.error.TransferException;
import io.glancesync.file.ProcessLock;
import io.glancesync.file.RuntimeData;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import io.glancesync.store.file.FileJournal;
import io.glancesync.store.file.FileMasterCounts;
import io.glancesync.store.file.FileRunReportStore;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Whatever lies in the folder of the run-time data, and whatever images and regions are called: all
 * that is outside of it, and all in it that is not ours, is the same after a run as before.
 */
class ForeignFilesPropertyTest {
  private static final String UUID = "855e3a1f-9d2b-4c44-8a53-0a1b2c3d4e5f";
  private static final List<String> FOLDERS =
      List.of("", "spool", "in-flight", "dead-letter", "dead-letter/retry", "runs", "log");

  private final Path home = Path.of("target", "foreign-files-test").toAbsolutePath();
  private final Path var = home.resolve("var");
  private final Path outside = home.resolve("outside");

  /** What somebody put into a folder of the run-time data. */
  record Thing(String folder, String name, Kind kind) {}

  enum Kind {
    FILE,
    OLD_FILE,
    FOLDER,
    LINK_TO_FILE,
    LINK_TO_FOLDER
  }

  @Provide
  Arbitrary<List<Thing>> things() {
    // none of them is a name of ours, or else it is something that we never make
    Arbitrary<String> others =
        Arbitraries.of(
            "notes", "syslog", "mail", "a.part", "0.txt", UUID + ".bak", "x" + UUID, "\u202e\n");
    Arbitrary<String> ours =
        Arbitraries.of(
            UUID,
            "a.json",
            "20260102T030405.678Z.json",
            "run.lock",
            "master-images.json",
            ".glancesync-999999999-0123456789abcdef.part",
            ".1.part",
            "spool",
            "retry");
    Arbitrary<String> folders = Arbitraries.of(FOLDERS);
    Arbitrary<Thing> files =
        Combinators.combine(folders, others, Arbitraries.of(Kind.FILE, Kind.OLD_FILE))
            .as(Thing::new);
    Arbitrary<Thing> odd =
        Combinators.combine(
                folders,
                Arbitraries.oneOf(others, ours),
                Arbitraries.of(Kind.FOLDER, Kind.LINK_TO_FILE, Kind.LINK_TO_FOLDER))
            .as(Thing::new);
    return Arbitraries.oneOf(files, odd).list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(300),
        Arbitraries.strings().withChars("./\\~-%{}:\0\n\u001b\u202ea").ofMaxLength(20),
        Arbitraries.of(
            "../outside/victim", "/tmp/victim", "..", ".", "", "a/b", "../../x", UUID, "spool"));
  }

  @BeforeTry
  void clear() throws IOException {
    if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> all = Files.walk(home)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(outside.resolve("deep"));
    for (String name : List.of("victim", UUID, "a.json", "deep/" + UUID)) {
      Files.writeString(outside.resolve(name), "theirs");
    }
  }

  @AfterProperty
  void clearUp() throws IOException {
    clear();
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void nothing_of_others_is_touched(
      @ForAll("things") List<Thing> things,
      @ForAll boolean isOpen,
      @ForAll("names") String image,
      @ForAll("names") String id,
      @ForAll("names") String region)
      throws Exception {
    for (String folder : FOLDERS) {
      Path made = Files.createDirectories(var.resolve(folder));
      rights(made, isOpen);
    }
    for (Thing thing : things) {
      put(thing);
    }
    Map<String, String> before = snapshot();

    run(anImage(image).withId(id).ofSize(3).build(), region);

    Map<String, String> after = snapshot();
    assertThat(after).containsAllEntriesOf(before);
    assertThat(after.keySet()).allMatch(it -> before.containsKey(it) || it.startsWith("var/"));
  }

  private static void rights(Path folder, boolean isOpen) throws IOException {
    Files.setPosixFilePermissions(
        folder, PosixFilePermissions.fromString(isOpen ? "rwxr-xr-x" : "rwx------"));
  }

  private void put(Thing thing) throws IOException {
    Path place = var.resolve(thing.folder()).resolve(thing.name());
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        || !Files.isDirectory(place.getParent(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    switch (thing.kind()) {
      case FILE -> Files.writeString(place, "theirs");
      case OLD_FILE ->
          Files.setLastModifiedTime(
              Files.writeString(place, "theirs"),
              FileTime.from(Instant.now().minus(Duration.ofDays(9))));
      case FOLDER -> Files.writeString(Files.createDirectory(place).resolve(UUID), "theirs");
      case LINK_TO_FILE -> Files.createSymbolicLink(place, outside.resolve("victim"));
      case LINK_TO_FOLDER -> Files.createSymbolicLink(place, outside);
    }
  }

  /** All that there is: what it is and, but for folders that only we use, who may look into it. */
  private Map<String, String> snapshot() throws IOException {
    var all = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        all.put(home.relativize(file).toString(), what(file));
      }
    }
    return all;
  }

  private String what(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    }
    if (Files.isDirectory(file)) {
      return file.startsWith(var) ? "folder" : "folder " + Files.getPosixFilePermissions(file);
    }
    return Files.getPosixFilePermissions(file) + " " + Files.readString(file);
  }

  /** What a run does with its files. */
  private void run(Image image, String region) throws Exception {
    RegionName there = region.isBlank() ? BURGOS : name(region);
    tried(() -> ProcessLock.take(var, ProcessLock.RUN).ifPresent(ProcessLock::close));
    tried(() -> new RuntimeData(var).tidy());
    tried(() -> new FileMasterCounts(var.resolve("master-images.json")).remember(there, 3));
    spool(image);
    var journal = new FileJournal(var.resolve("in-flight"));
    Transfer transfer = Transfers.to(there, Transfers.uploadOf(image));
    tried(() -> journal.begin(transfer));
    tried(() -> journal.open(there));
    tried(() -> journal.end(transfer));
    tried(() -> journal.end(begun("a", "1")));
    var letters =
        RuntimeStores.inFiles(
                var, Clock.offset(Clock.systemUTC(), Duration.ofDays(1)), StoreSettings.NONE)
            .letters();
    DeadLetter letter = Letters.letterOf(transfer);
    tried(() -> letters.put(letter, 1000));
    tried(() -> letters.request(letters.all()));
    tried(letters::requested);
    tried(() -> letters.putBack(List.of(letter)));
    tried(() -> letters.remove(letters.all()));
    tried(() -> new FileRunReportStore(var.resolve("runs"), () -> 1).keep(report()));
  }

  private static RegionName name(String region) {
    try {
      return RegionName.of(region);
    } catch (IllegalArgumentException e) {
      return BURGOS;
    }
  }

  private void spool(Image image) throws Exception {
    var spool = new Spool(var.resolve("spool"), () -> 1000, () -> Duration.ZERO, () -> 1_000_000);
    spool.begin();
    var source = spool.open(image, () -> {});
    if (source.isPresent()) {
      try {
        source.get().file().receive(new Bytes.Source(Bytes.of(3)), null, null);
      } catch (IOException | UncheckedIOException e) {
        // there is something else, or it is other content
      }
      source.get().close();
    }
    spool.end();
  }

  private static RunReport report() {
    return new RunReport(
        "20300101T000000.000Z",
        Instant.EPOCH,
        Instant.EPOCH,
        false,
        List.of(),
        List.of(),
        List.of());
  }

  private interface Use {
    void run() throws IOException, TransferException;
  }

  /** To refuse is right as well, in words. */
  private static void tried(Use use) throws TransferException {
    try {
      use.run();
    } catch (IOException | UncheckedIOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
