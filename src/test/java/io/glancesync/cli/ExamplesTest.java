package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.remote.FakeService;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Letters;
import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import io.glancesync.store.file.FileRunReportStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the help and the manual show as a command can be typed like that, and works. */
class ExamplesTest {
  private static final List<String> COMMANDS =
      List.of(
          "--help",
          "sync --help",
          "status --help",
          "explain --help",
          "rollback --help",
          "regions --help",
          "backup --help",
          "rehearse --help",
          "check --help",
          "serve --help",
          "pause --help",
          "resume --help",
          "dead-letters --help",
          "dead-letters list --help",
          "dead-letters show --help",
          "dead-letters retry --help",
          "dead-letters discard --help",
          "runs --help",
          "runs list --help",
          "runs show --help",
          "demo --help",
          "completion --help");

  private static final Pattern IN_A_SENTENCE = Pattern.compile("`(?:\\./)?(glancesync [^`]+)`");
  private static final Pattern IN_A_BLOCK = Pattern.compile("^[ $]*(?:\\./)?(glancesync .+)$");

  /**
   * A synopsis is not an example: in it something may be left out, or stands for something else.
   */
  private static final Pattern SYNOPSIS = Pattern.compile("\\[|\\.\\.\\.|\\bCOMMAND\\b");

  /** What follows is a remark, or another command. */
  private static final Pattern END = Pattern.compile(" {3,}| #| \\| | && ");

  /** Of which examples write the beginning. */
  private static final String RUN = "20261123T000230.277Z";

  /** The service on another host that examples ask. */
  private static final String SERVICE = "https://glancesync.example.com:8080";

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  @TempDir Path folder;
  private FakeService service;
  private int worlds;

  @BeforeEach
  void a_service_on_another_host() {
    service =
        new FakeService()
            .on("GET /v2/regions?limit=1000", "{\"regions\": [{\"region\": \"Burgos\"}]}")
            .on("GET /v2/status?region=Burgos", "{\"states\": {}, \"regions\": [], \"images\": []}")
            .on("POST /v2/runs", 202, "{\"id\": \"%s\"}".formatted(RUN));
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void the_examples_of_the_help_work() {
    var shell = new Shell(folder.resolve("help"), new FakeEngine().region("Valladolid"));
    List<String> examples =
        COMMANDS.stream()
            .flatMap(it -> shell.run(it.split(" ")).out().lines())
            .filter(line -> line.startsWith("  glancesync "))
            .map(String::strip)
            .toList();

    assertThat(examples).hasSizeGreaterThan(25);
    allWork(examples);
  }

  @Test
  void the_examples_of_the_manual_work() throws IOException {
    Set<String> examples = new LinkedHashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      for (Path file :
          Stream.concat(files, Stream.of(Path.of("README.md")))
              .filter(it -> it.toString().endsWith(".md"))
              .toList()) {
        examples.addAll(examples(Files.readAllLines(file)));
      }
    }

    assertThat(examples).hasSizeGreaterThan(25);
    allWork(examples);
  }

  private static List<String> examples(List<String> lines) {
    var examples = new ArrayList<String>();
    boolean isBlock = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        isBlock = !isBlock;
        continue;
      }
      Matcher matcher = (isBlock ? IN_A_BLOCK : IN_A_SENTENCE).matcher(line);
      while (matcher.find()) {
        if (!SYNOPSIS.matcher(matcher.group(1)).find()) {
          examples.add(matcher.group(1));
        }
      }
    }
    return examples;
  }

  private void allWork(Iterable<String> examples) {
    var all = new SoftAssertions();
    examples.forEach(it -> works(it, all));
    all.assertAll();
  }

  private void works(String example, SoftAssertions all) {
    try {
      var engine = example.contains(" demo") ? exampleOfTheDemo() : engine();
      Path world = folder.resolve("" + worlds++);
      String[] words = words(example, world, engine);
      Shell.Said said = shell(world, engine).run(words);
      // whoever is kept waiting is interrupted here
      boolean wasKept = Thread.interrupted();
      String report = "%s%n%s%s".formatted(example, said.out(), said.err());
      all.assertThat(wasKept).as(report).isEqualTo(example.contains("--keep"));
      if (example.contains(" demo")) {
        // its story is told by another test
        all.assertThat(said.code()).as(report).isLessThan(ExitCode.WRONG_USAGE);
      } else {
        all.assertThat(said.code()).as(report).isZero();
      }
      if (engine.request() != null) {
        all.assertThat(engine.request().regions()).as(report).noneMatch(it -> it.startsWith("-"));
      }
    } catch (IOException e) {
      all.fail(example, e);
    }
  }

  private static FakeEngine engine() {
    return new FakeEngine()
        .region(
            "Valladolid",
            anImage("base_ubuntu").with("nid", "1").in("v"),
            anImage("base_test").isPrivate().in("v"))
        .region("Spain2", anImage("base_ubuntu").with("nid", "1").in("s"))
        .region("Burgos", kept("base_ubuntu"))
        .region("Caceres")
        .region("other:Madrid");
  }

  /** What gave way in Burgos. */
  private static Image kept(String name) {
    Image former = anImage(name).in("former");
    return former
        .but()
        .id(CopyId.of(RegionName.of("Burgos"), former, 0))
        .name(name + " (2026-03-01)")
        .hidden(true)
        .created(Instant.parse("2026-03-01T00:00:00Z"))
        .build();
  }

  /** It brings a configuration of its own. */
  private static FakeEngine exampleOfTheDemo() {
    return new FakeEngine().region("Valladolid").region("Burgos").region("partner:Sevilla");
  }

  private static Shell shell(Path world, FakeEngine engine) throws IOException {
    Path temporary = Files.createDirectories(world.resolve("temporary"));
    return new Shell(world, engine)
        .configuration("[other]", "ignore_regions =")
        .file("home/conf/application.properties", "glancesync.var = v")
        .variable("TMPDIR", temporary.toString())
        .variable("OS_TOKEN", "a-token");
  }

  /** What an example says, with what stands for something in it replaced by that. */
  private String[] words(String example, Path world, FakeEngine engine) throws IOException {
    String command = END.split(example)[0].strip();
    var words = new ArrayList<String>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(word(matcher));
    }
    words.remove(0);
    DeadLetter letter = Letters.letterOf("base_ubuntu");
    RuntimeStores.inFiles(world.resolve("home/v"), Clock.systemUTC(), StoreSettings.NONE)
        .letters()
        .put(letter, 10);
    var report =
        new RunReport(
            RUN, FakeEngine.BEGIN, FakeEngine.BEGIN, false, List.of(), List.of(), List.of());
    new FileRunReportStore(world.resolve("home/v/runs"), () -> 1).keep(report);
    words.replaceAll(
        it ->
            switch (it) {
              case "3f2a", "ID" -> letter.id();
              case "R" -> "Burgos";
              case SERVICE -> service.url();
              case "AFTER", "run.json", "/var/backups/glance" -> world.resolve("new").toString();
              default -> it.equals("DIR") || it.startsWith("backup_glance_") ? "" + world : it;
            });
    if (words.contains("rehearse")) {
      shell(world, engine).run("backup", "Burgos", "--to", "" + world);
    }
    if (words.equals(List.of("backup"))) {
      words.addAll(List.of("--to", "" + world));
    }
    if (words.contains("--keep")) {
      // as a test cannot press Ctrl-C
      engine.meanwhile(() -> Thread.currentThread().interrupt());
    }
    return words.toArray(String[]::new);
  }

  private static String word(Matcher matcher) {
    for (int group = 1; group < 3; group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    return matcher.group();
  }
}
