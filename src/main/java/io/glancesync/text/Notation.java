package io.glancesync.text;

import static java.util.HexFormat.fromHexDigits;
import static java.util.HexFormat.isHexDigit;

import java.util.HashMap;
import java.util.Map;

/** How programs write a character that means something else to whoever reads the text. */
enum Notation {
  /** In URLs. Each byte is a character: what was UTF-8 comes out as UTF-8 read as Latin-1. */
  PERCENT('%') {
    @Override
    Written at(String text, int start) {
      return hex(text, start + 1, 2, 3);
    }
  },

  /** In JSON, shells and most programming languages. */
  BACKSLASH('\\') {
    @Override
    Written at(String text, int start) {
      if (start + 1 == text.length()) {
        return null;
      }
      char next = text.charAt(start + 1);
      if (next == 'u') {
        return hex(text, start + 2, 4, 6);
      }
      if (next == 'x') {
        return hex(text, start + 2, 2, 4);
      }
      int control = "bfnrt".indexOf(next);
      if (control >= 0) {
        return new Written("\b\f\n\r\t".charAt(control), 2);
      }
      return Character.isLetterOrDigit(next) ? null : new Written(next, 2);
    }
  },

  /** In HTML and XML. */
  ENTITY('&') {
    @Override
    Written at(String text, int start) {
      int end = start + 1;
      while (end < text.length() && end < start + LONGEST_ENTITY && isInEntity(text.charAt(end))) {
        end++;
      }
      if (end == text.length() || text.charAt(end) != ';') {
        return null;
      }
      int codePoint = codePoint(text.substring(start + 1, end));
      return Character.isValidCodePoint(codePoint) ? new Written(codePoint, end + 1 - start) : null;
    }
  };

  private static final int LONGEST_ENTITY = 12;

  /** Those of HTML from U+00A0 on, in order. */
  private static final String LATIN =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
          + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
          + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
          + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave"
          + " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig"
          + " ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute"
          + " ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

  private static final Map<String, Integer> NAMES = names();

  private final char sign;

  /**
   * A character as it stands in a text.
   *
   * @param length of what stands for it
   */
  record Written(int codePoint, int length) {}

  Notation(char sign) {
    this.sign = sign;
  }

  /** What each character that is written in this way begins with. */
  char sign() {
    return sign;
  }

  /** The character that is written there in this way; null when none is. */
  abstract Written at(String text, int start);

  private static Written hex(String text, int start, int digits, int length) {
    if (start + digits > text.length()) {
      return null;
    }
    for (int i = start; i < start + digits; i++) {
      if (!isHexDigit(text.charAt(i))) {
        return null;
      }
    }
    return new Written(fromHexDigits(text, start, start + digits), length);
  }

  private static boolean isInEntity(char it) {
    return it == '#' || it < 0x80 && Character.isLetterOrDigit(it);
  }

  /** Not a valid one when it says nothing. */
  private static int codePoint(String entity) {
    if (!entity.startsWith("#")) {
      return NAMES.getOrDefault(entity, -1);
    }
    boolean isHex = entity.startsWith("#x") || entity.startsWith("#X");
    try {
      return Integer.parseInt(entity, isHex ? 2 : 1, entity.length(), isHex ? 16 : 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static Map<String, Integer> names() {
    var names = new HashMap<String, Integer>();
    names.putAll(Map.of("amp", 0x26, "lt", 0x3C, "gt", 0x3E, "quot", 0x22, "apos", 0x27));
    int next = 0xA0;
    for (String name : LATIN.split(" ")) {
      names.put(name, next++);
    }
    return Map.copyOf(names);
  }
}
