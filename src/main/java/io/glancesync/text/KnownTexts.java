package io.glancesync.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds any of many texts in another one, in time that grows with its length alone, whatever they
 * are: some of them are chosen by a server (Aho and Corasick, 1975). Of a long one the beginning is
 * enough. A blank and a plus sign are the same, as they are in forms that browsers send.
 */
final class KnownTexts {
  /** What is longer is looked for by its beginning, so that little has to be kept of it. */
  private static final int TELLING = 64;

  private final Node root = new Node(0);

  /** Long ones that begin alike. */
  private final List<List<String>> groups = new ArrayList<>();

  private static final class Node {
    final int depth;
    private final Map<Character, Node> grown = new TreeMap<>();
    private char[] keys = {};
    private Node[] children = {};

    /** Where the longest end of what led here leads to that is a beginning itself. */
    Node fallback;

    /** The length of the longest known text that ends here; 0 when none does. */
    int found;

    /** Of those that go on from here; -1 when none does. */
    int group = -1;

    Node(int depth) {
      this.depth = depth;
    }

    Node grow(char key) {
      return grown.computeIfAbsent(key, it -> new Node(depth + 1));
    }

    /** Nothing grows from now on: arrays are quicker, and smaller. */
    void freeze() {
      keys = new char[grown.size()];
      int count = 0;
      for (char key : grown.keySet()) {
        keys[count++] = key;
      }
      children = grown.values().toArray(Node[]::new);
      grown.clear();
    }

    Node child(char key) {
      if (keys.length == 1) {
        return keys[0] == key ? children[0] : null;
      }
      int index = Arrays.binarySearch(keys, key);
      return index < 0 ? null : children[index];
    }
  }

  KnownTexts(Collection<String> texts) {
    texts.stream().map(it -> it.replace(' ', '+')).distinct().forEach(this::add);
    connect();
  }

  private void add(String text) {
    Node end = root;
    for (int i = 0; i < Math.min(text.length(), TELLING); i++) {
      end = end.grow(text.charAt(i));
    }
    end.found = end.depth;
    if (text.length() > TELLING) {
      if (end.group < 0) {
        end.group = groups.size();
        groups.add(new ArrayList<>());
      }
      groups.get(end.group).add(text);
    }
  }

  private void connect() {
    var open = new ArrayDeque<Node>();
    root.fallback = root;
    open.add(root);
    while (!open.isEmpty()) {
      Node node = open.remove();
      node.freeze();
      for (int i = 0; i < node.keys.length; i++) {
        Node child = node.children[i];
        child.fallback = node == root ? root : next(node.fallback, node.keys[i]);
        child.found = Math.max(child.found, child.fallback.found);
        open.add(child);
      }
    }
  }

  private Node next(Node from, char key) {
    Node node = from;
    while (true) {
      Node child = node.child(key);
      if (child != null) {
        return child;
      }
      if (node == root) {
        return root;
      }
      node = node.fallback;
    }
  }

  /**
   * Marks where they stand.
   *
   * @param isCut whether more followed, so that the end may be a part of one
   */
  void mark(Reading reading, boolean isCut, BitSet places) {
    if (root.keys.length == 0) {
      return;
    }
    String text = reading.text();
    BitSet begun = null;
    Node node = root;
    for (int i = 0; i < text.length(); i++) {
      node = next(node, folded(text.charAt(i)));
      if (node.found > 0) {
        reading.mark(i + 1 - node.found, i + 1, places);
      }
      // no beginning is longer than theirs, so that none is missed by not falling back
      if (node.group >= 0) {
        begun = begun == null ? new BitSet() : begun;
        begun.set(node.group);
      }
    }
    if (isCut) {
      reading.mark(text.length() - node.depth, text.length(), places);
    }
    if (begun != null) {
      begun.stream()
          .mapToObj(groups::get)
          .flatMap(List::stream)
          .forEach(it -> markLong(it, reading, places));
    }
  }

  /** Marks all beginnings of it that tell (Knuth, Morris and Pratt, 1977). */
  private static void markLong(String known, Reading reading, BitSet places) {
    int[] borders = borders(known);
    String text = reading.text();
    int same = 0;
    int marked = 0;
    for (int i = 0; i < text.length(); i++) {
      same = longer(known, borders, same, folded(text.charAt(i)));
      if (same >= TELLING) {
        reading.mark(Math.max(marked, i + 1 - same), i + 1, places);
        marked = i + 1;
      }
    }
  }

  private static int[] borders(String known) {
    int[] borders = new int[known.length() + 1];
    for (int i = 1; i < known.length(); i++) {
      borders[i + 1] = longer(known, borders, borders[i], known.charAt(i));
    }
    return borders;
  }

  private static int longer(String known, int[] borders, int length, char next) {
    int same = length == known.length() ? borders[length] : length;
    while (same > 0 && known.charAt(same) != next) {
      same = borders[same];
    }
    return known.charAt(same) == next ? same + 1 : 0;
  }

  private static char folded(char it) {
    return it == ' ' ? '+' : it;
  }
}
