package io.glancesync.route;

import java.util.function.UnaryOperator;
import org.apache.camel.console.DevConsole;
import org.apache.camel.impl.engine.DefaultDevConsoleResolver;
import org.apache.camel.main.MainConfigurationDevConsole;

/**
 * Finds Camel's consoles, which exist when somebody adds them to {@code lib/}, and takes secrets
 * out of what they say: Camel's connector for its command line writes that to a file.
 */
public final class RedactingConsoleResolver extends DefaultDevConsoleResolver {
  private final UnaryOperator<String> redaction;

  /**
   * @param redaction takes secrets out of a text
   */
  public RedactingConsoleResolver(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  @Override
  public DevConsole resolveDevConsole(String id) {
    DevConsole console = super.resolveDevConsole(id);
    // Camel's Main expects this one as it is; it shows settings of Camel, and hides the secret ones
    return console == null || console instanceof MainConfigurationDevConsole
        ? console
        : new RedactedConsole(console, redaction);
  }
}
