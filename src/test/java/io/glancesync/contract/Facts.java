package io.glancesync.contract;

import io.glancesync.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints the facts that a class covers, and which of them hold. */
final class Facts implements TestWatcher, AfterAllCallback {
  private final List<String> facts = new ArrayList<>();

  @Override
  public void testSuccessful(ExtensionContext context) {
    note("ok ", context);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    note("NOT", context);
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    note("?  ", context);
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    note("-  ", context);
  }

  private void note(String result, ExtensionContext context) {
    String method = context.getRequiredTestMethod().getName();
    String shown = context.getDisplayName();
    String example = shown.startsWith(method) ? "" : ": " + shown.replaceFirst("^\\[\\d+] ", "");
    facts.add(
        "contract [%s] %s %s%s".formatted(World.name(), result, method.replace('_', ' '), example));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    facts.forEach(System.out::println);
  }
}
