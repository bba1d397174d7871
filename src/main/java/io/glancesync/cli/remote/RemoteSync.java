package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.display.Summary;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ParallelOption;
import io.glancesync.file.ReportFile;
import io.glancesync.file.ReportJson;
import io.glancesync.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code sync}, by a service: asks for a run, and follows it to its end. */
final class RemoteSync {
  /** As of other programs. */
  private static final Path OUTPUT = Path.of("-");

  private static final String IN_SYNC = "in_sync";
  private static final String CHANGED = "changed";

  private final RemoteCall call;
  private final TypedCommand command;

  private RemoteSync(RemoteCall call, TypedCommand command) {
    this.call = call;
    this.command = command;
  }

  static int run(RemoteCall call, TypedCommand command) {
    return new RemoteSync(call, command).run();
  }

  private int run() {
    Optional<Path> report = Optional.ofNullable(command.option("--report", null));
    if (report.isPresent() && (command.has("--no-wait") || command.has("--dry-run"))) {
      throw command.wrong(
          "--report cannot be used with --url and %s, as there is no report then"
              .formatted(command.has("--no-wait") ? "--no-wait" : "--dry-run"));
    }
    // before anything is asked for, as a file that cannot be written is wrong usage
    Optional<ReportFile> file = report.filter(it -> !it.equals(OUTPUT)).map(ReportFile::at);
    ObjectNode asked = call.service().post(RemoteRuns.PATH, wish());
    String id = call.service().understood(RemoteRuns.PATH, () -> RunNodes.id(asked));
    if (command.has("--no-wait")) {
      call.context().print(id);
      return ExitCode.DONE;
    }
    if (call.context().terminal().errIsTerminal() && !command.has("--quiet")) {
      call.context()
          .say("The service does run %s; it goes on if this is interrupted".formatted(id));
    }
    ObjectNode run = new RunWatch(call, command.has("--quiet")).end(id);
    Optional<RunReport> done =
        call.service().understood(RemoteRuns.path(id), () -> RunNodes.report(run));
    done.ifPresent(it -> file.ifPresent(where -> where.write(it)));
    boolean isPrinted = report.filter(OUTPUT::equals).isPresent();
    tell(run, done, isPrinted ? call.context()::say : call.context()::print);
    if (isPrinted) {
      done.ifPresent(it -> call.context().out().print(ReportJson.text(it)));
    }
    return code(run, done);
  }

  private ObjectNode wish() {
    ObjectNode wish = ServiceClient.object();
    put(wish, "regions", command.arguments());
    put(wish, "images", command.option("--image", List.of()));
    if (command.has("--dry-run")) {
      wish.put("dry_run", true);
    }
    int parallel = command.option("--parallel", 1);
    if (parallel != ParallelOption.AS_CONFIGURED) {
      wish.put("parallel", parallel);
    }
    if (command.has("--accept-shrunken-master")) {
      wish.put("accept_shrunken_master", true);
    }
    return wish.put("note", "glancesync sync by " + call.context().user());
  }

  private static void put(ObjectNode wish, String key, List<String> words) {
    if (!words.isEmpty()) {
      words.forEach(wish.withArray(key)::add);
    }
  }

  private void tell(ObjectNode run, Optional<RunReport> done, Consumer<String> summary) {
    String state = RunNodes.state(run);
    boolean isNothingToSay =
        state.equals(IN_SYNC) && done.stream().allMatch(it -> it.warnings().isEmpty());
    if (command.has("--quiet") && isNothingToSay) {
      return;
    }
    if (done.isPresent()) {
      new Summary(done.get()).lines().forEach(summary);
    } else {
      summary.accept("Run %s: %s".formatted(RunNodes.id(run), state));
    }
    if (command.has("--dry-run") && state.equals(CHANGED)) {
      summary.accept("There is something to do; sync without --dry-run does it");
    }
    if (done.isEmpty()) {
      RunNodes.text(run, "message").ifPresent(call.context()::complain);
    }
    call.context().out().flush();
  }

  /** As the exit code of {@code sync}; a run that was cancelled has failed. */
  static int code(ObjectNode run, Optional<RunReport> done) {
    return switch (RunNodes.state(run)) {
      case IN_SYNC, CHANGED -> done.map(ExitCode::of).orElse(ExitCode.DONE);
      default ->
          done.filter(RunReport::isAnyRegionUnreachable).isPresent()
              ? ExitCode.UNREACHABLE
              : ExitCode.FAILED;
    };
  }
}
