package io.glancesync.overview;

import io.glancesync.plan.ImageState;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of each image in each region, as of the last comparison of the region and of what was
 * done since: a byte each. It never changes; a change makes another one, which shares all other
 * regions with it.
 */
public final class ImageMatrix {
  static final ImageMatrix EMPTY = new ImageMatrix(List.of(), Map.of(), new TreeMap<>());

  /** Rows that no region has any more are dropped when there are that many and more of them. */
  private static final int SPARE = 64;

  private final List<ImageRow> images;
  private final Map<String, Integer> rows;
  private final SortedMap<RegionName, byte[]> cells;

  private ImageMatrix(
      List<ImageRow> images, Map<String, Integer> rows, SortedMap<RegionName, byte[]> cells) {
    this.images = images;
    this.rows = rows;
    this.cells = cells;
  }

  /** The rows. */
  public List<ImageRow> images() {
    return Collections.unmodifiableList(images);
  }

  /** The columns, in their order. */
  public List<RegionName> regions() {
    return List.copyOf(cells.keySet());
  }

  /** A cell; {@link Cell#UNKNOWN} for a region or an image that is not known. */
  public char cell(RegionName region, String image) {
    Integer row = rows.get(image);
    return row == null ? Cell.UNKNOWN : cell(cells.getOrDefault(region, new byte[0]), row);
  }

  /** A letter for each region, in their order. */
  public String cells(int row) {
    var text = new StringBuilder(cells.size());
    cells.values().forEach(it -> text.append(cell(it, row)));
    return text.toString();
  }

  /** How many images have each state in the region. States that none has are left out. */
  public Map<State, Integer> counts(RegionName region) {
    int[] byLetter = new int[128];
    for (byte it : cells.getOrDefault(region, new byte[0])) {
      byLetter[it]++;
    }
    var counts = new EnumMap<State, Integer>(State.class);
    for (State state : State.values()) {
      if (byLetter[Cell.of(state)] > 0) {
        counts.put(state, byLetter[Cell.of(state)]);
      }
    }
    return counts;
  }

  /** Whether nothing is left to be done or decided in the region. */
  public boolean isInStep(RegionName region) {
    return cells.containsKey(region)
        && counts(region).keySet().stream()
            .allMatch(it -> it == State.OK || it == State.OK_STALLED_CHECKSUM);
  }

  private static char cell(byte[] column, int row) {
    return row < column.length ? (char) column[row] : Cell.UNKNOWN;
  }

  /**
   * The same, after a comparison.
   *
   * @param isWhole whether it was about all images, so that others are not selected
   */
  ImageMatrix compared(RegionName region, List<ImageState> states, boolean isWhole) {
    var newImages = new ArrayList<>(images);
    Map<String, Integer> newRows = rows;
    for (ImageState each : states) {
      var row = new ImageRow(each.master().name(), each.master().size(), each.master().id());
      Integer at = newRows.get(row.image());
      if (at == null) {
        newRows = newRows == rows ? new HashMap<>(rows) : newRows;
        newRows.put(row.image(), newImages.size());
        newImages.add(row);
      } else if (!newImages.get(at).equals(row)) {
        newImages.set(at, row);
      }
    }
    byte[] before = cells.getOrDefault(region, new byte[0]);
    byte[] column = new byte[newImages.size()];
    Arrays.fill(column, (byte) (isWhole ? Cell.NOT_SELECTED : Cell.UNKNOWN));
    if (!isWhole) {
      System.arraycopy(before, 0, column, 0, before.length);
    }
    for (ImageState each : states) {
      column[newRows.get(each.master().name())] = (byte) Cell.of(each.state());
    }
    newImages.trimToSize();
    var changed = new ImageMatrix(newImages, newRows, withColumn(region, column));
    return newRows == rows ? changed : changed.compact();
  }

  /** The same, after one image changed; an image that no comparison has seen is left out. */
  ImageMatrix changed(RegionName region, String image, State state) {
    Integer row = rows.get(image);
    byte[] column = cells.get(region);
    if (row == null || column == null || row >= column.length) {
      return this;
    }
    byte[] changed = column.clone();
    changed[row] = (byte) Cell.of(state);
    return new ImageMatrix(images, rows, withColumn(region, changed));
  }

  ImageMatrix without(RegionName region) {
    var others = new TreeMap<>(cells);
    others.remove(region);
    return new ImageMatrix(images, rows, others).compact();
  }

  private SortedMap<RegionName, byte[]> withColumn(RegionName region, byte[] column) {
    var changed = new TreeMap<>(cells);
    changed.put(region, column);
    return changed;
  }

  /** Without the rows of images that the master has no longer, when they are too many. */
  private ImageMatrix compact() {
    int[] kept = new int[images.size()];
    int count = 0;
    for (int row = 0; row < images.size(); row++) {
      if (isUsed(row)) {
        kept[count++] = row;
      }
    }
    if (images.size() <= 2 * count + SPARE) {
      return this;
    }
    var newImages = new ArrayList<ImageRow>(count);
    var newRows = new HashMap<String, Integer>();
    for (int row = 0; row < count; row++) {
      newImages.add(images.get(kept[row]));
      newRows.put(newImages.get(row).image(), row);
    }
    var newCells = new TreeMap<RegionName, byte[]>();
    for (Map.Entry<RegionName, byte[]> it : cells.entrySet()) {
      byte[] column = new byte[count];
      for (int row = 0; row < count; row++) {
        column[row] = (byte) cell(it.getValue(), kept[row]);
      }
      newCells.put(it.getKey(), column);
    }
    return new ImageMatrix(newImages, newRows, newCells);
  }

  private boolean isUsed(int row) {
    return cells.values().stream()
        .map(it -> cell(it, row))
        .anyMatch(it -> it != Cell.NOT_SELECTED && it != Cell.UNKNOWN);
  }
}
