package io.glancesync.condition;

/**
 * A place in a condition's text.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters as a reader sees them
 * @param excerpt the line, and below it a caret under the place
 * @param isOnlyLine whether the text has no other line
 */
record Place(int line, int column, String excerpt, boolean isOnlyLine) {

  static Place in(String text, int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    int newline = text.indexOf('\n', offset);
    String source = text.substring(start, newline < 0 ? text.length() : newline);
    String before = text.substring(start, offset);
    int line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    int column = 1 + before.codePointCount(0, before.length());
    String excerpt = source.stripTrailing() + "\n" + blank(before) + "^";
    return new Place(line, column, excerpt, text.indexOf('\n') < 0);
  }

  // a tab stays one, or the caret would not stand under its place
  private static String blank(String before) {
    var blank = new StringBuilder();
    before.codePoints().forEach(c -> blank.append(c == '\t' ? '\t' : ' '));
    return blank.toString();
  }

  @Override
  public String toString() {
    return isOnlyLine ? "column " + column : "line " + line + ", column " + column;
  }
}
