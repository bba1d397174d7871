package io.glancesync.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.Styler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows under headings, without lines between them, so that grep and awk can read them too. */
final class Table<T> {
  private static final int WIDEST = 10_000;

  private final List<ColumnData<T>> columns = new ArrayList<>();
  private final Styler styler;

  /**
   * @param styler colours cells; it may leave all as they are
   */
  Table(Styler styler) {
    this.styler = styler;
  }

  Table<T> column(String heading, Function<T, String> text) {
    return column(heading, HorizontalAlign.LEFT, text);
  }

  Table<T> number(String heading, Function<T, String> text) {
    return column(heading, HorizontalAlign.RIGHT, text);
  }

  private Table<T> column(String heading, HorizontalAlign align, Function<T, String> text) {
    columns.add(
        new Column()
            .header(heading)
            .headerAlign(align)
            .dataAlign(align)
            .maxWidth(WIDEST)
            .with(row -> Printable.of(text.apply(row))));
    return this;
  }

  /** The heading and a line per row. */
  List<String> lines(List<T> rows) {
    return AsciiTable.builder()
        .border(AsciiTable.NO_BORDERS)
        .lineSeparator("\n")
        .styler(styler)
        .data(rows, columns)
        .asString()
        .lines()
        .map(line -> line.substring(1).stripTrailing())
        .toList();
  }
}
