package io.glancesync.cli.display;

import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.Styler;
import io.glancesync.plan.State;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Colours the states in a table: green is in step, yellow is to be done, red needs a decision. */
public record StateColors(Ansi ansi) implements Styler {
  @Override
  public List<String> styleCell(Column column, int row, int index, List<String> cell) {
    return cell.stream().map(this::colored).toList();
  }

  /** The blanks around it stay as they are. */
  private String colored(String cell) {
    for (State state : State.values()) {
      if (cell.strip().equals(state.text())) {
        String text = ansi.string("@|%s %s|@".formatted(color(state), state.text()));
        return cell.replace(state.text(), text);
      }
    }
    return cell;
  }

  private static String color(State state) {
    return switch (state) {
      case OK, OK_STALLED_CHECKSUM -> "green";
      case PENDING_UPLOAD, PENDING_METADATA, PENDING_AMI, PENDING_REPLACE, PENDING_RENAME ->
          "yellow";
      case ERROR_AMI, ERROR_CHECKSUM -> "red";
    };
  }
}
