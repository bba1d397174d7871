package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.pause.PauseCommand;
import io.glancesync.cli.pause.PauseEnd;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code pause} and {@code resume}, at a service. */
final class RemotePauses {
  private RemotePauses() {}

  static int pause(RemoteCall call, TypedCommand command) {
    List<RegionName> names = names(command);
    String reason = command.option("--reason", "").strip().replaceAll("\\s+", " ");
    Optional<Instant> end =
        Optional.<String>ofNullable(command.option("--until", null))
            .map(it -> end(it, call.context().clock().instant(), command));
    ObjectNode wish = ServiceClient.object().put("paused", true).put("reason", reason);
    end.ifPresent(it -> wish.put("until", it.toString()));
    RemoteRegions before = RemoteRegions.of(call.service());
    for (RegionName name : names) {
      Optional<RegionPause> now = change(call, name, wish);
      RegionPause pause =
          call.service()
              .understood(
                  RemoteRegions.path(name),
                  () ->
                      now.orElseThrow(
                          () -> new IllegalArgumentException("the region is not paused then")));
      call.context().print(PauseCommand.line(pause, earlier(call, before, name)));
    }
    return ExitCode.DONE;
  }

  private static Instant end(String text, Instant now, TypedCommand command) {
    try {
      return new PauseEnd(now, ZoneId.systemDefault()).of(text);
    } catch (IllegalArgumentException e) {
      throw command.wrong(e.getMessage());
    }
  }

  static int resume(RemoteCall call, TypedCommand command) {
    List<RegionName> names = names(command);
    ObjectNode wish = ServiceClient.object().put("paused", false);
    RemoteRegions before = RemoteRegions.of(call.service());
    for (RegionName name : names) {
      change(call, name, wish);
      call.context()
          .print(
              earlier(call, before, name)
                  .map(it -> "%s is resumed; it was %s".formatted(name, it.text()))
                  .orElse(name + " is not paused"));
    }
    return ExitCode.DONE;
  }

  private static Optional<RegionPause> change(RemoteCall call, RegionName name, ObjectNode wish) {
    String path = RemoteRegions.path(name);
    ObjectNode answer = call.service().patch(path, wish);
    return call.service().understood(path, () -> RemoteRegions.pause(name, answer));
  }

  private static Optional<RegionPause> earlier(
      RemoteCall call, RemoteRegions before, RegionName name) {
    return call.service().understood(RemoteRegions.PATH, () -> before.pause(name));
  }

  private static List<RegionName> names(TypedCommand command) {
    List<RegionName> names = command.arguments().stream().map(RegionName::of).distinct().toList();
    names.stream()
        .filter(it -> it.region().isEmpty())
        .findFirst()
        .ifPresent(
            it -> {
              throw command.wrong(
                  "%s cannot be used with --url, as the service pauses single regions; name the regions of that target"
                      .formatted(it));
            });
    return names;
  }
}
