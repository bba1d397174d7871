package io.glancesync.cli.display;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.Styler;
import io.glancesync.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows under headings, without lines between them, so that grep and awk can read them too. */
public final class Table<T> {
  /** A name that is longer is not a name; it must not make every row as long. */
  private static final int WIDEST = 1000;

  /** Of which a cell is as long as its text is wide. */
  private static final String STAND_IN = "x";

  private final List<ColumnData<T>> columns = new ArrayList<>();
  private final List<Function<T, String>> texts = new ArrayList<>();
  private final Styler styler;

  /**
   * @param styler colours cells; it may leave all as they are
   */
  public Table(Styler styler) {
    this.styler = styler;
  }

  public Table<T> column(String heading, Function<T, String> text) {
    return column(heading, HorizontalAlign.LEFT, text);
  }

  public Table<T> number(String heading, Function<T, String> text) {
    return column(heading, HorizontalAlign.RIGHT, text);
  }

  private Table<T> column(String heading, HorizontalAlign align, Function<T, String> text) {
    Function<T, String> shown = row -> Width.limited(Printable.of(text.apply(row)), WIDEST);
    texts.add(shown);
    columns.add(
        new Column()
            .header(heading)
            .headerAlign(align)
            .dataAlign(align)
            .maxWidth(WIDEST + heading.length())
            .with(row -> STAND_IN.repeat(Width.of(shown.apply(row)))));
    return this;
  }

  /** The heading and a line per row. */
  public List<String> lines(List<T> rows) {
    return AsciiTable.builder()
        .border(AsciiTable.NO_BORDERS)
        .lineSeparator("\n")
        .styler(new CellTexts(rows))
        .data(rows, columns)
        .asString()
        .lines()
        .map(line -> line.substring(1).stripTrailing())
        .toList();
  }

  /** Puts the texts in place of their stand-ins: the table itself takes characters for columns. */
  private final class CellTexts implements Styler {
    private final List<T> rows;

    private CellTexts(List<T> rows) {
      this.rows = rows;
    }

    @Override
    public List<String> styleCell(Column column, int row, int index, List<String> cell) {
      String text = texts.get(index).apply(rows.get(row));
      int width = Width.of(text);
      if (width == 0) {
        return styler.styleCell(column, row, index, cell);
      }
      String standIn = STAND_IN.repeat(width);
      return styler.styleCell(
          column, row, index, cell.stream().map(it -> it.replace(standIn, text)).toList());
    }

    @Override
    public List<String> styleHeader(Column column, int index, List<String> cell) {
      return styler.styleHeader(column, index, cell);
    }
  }
}
