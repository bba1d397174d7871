package io.glancesync.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a secret may look like in a text from which notations have been taken out. */
final class Forms {
  /** How often one program hands what it wrote to another that writes it its own way. */
  static final int DEEPEST = 3;

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Forms() {}

  static Set<String> of(String secret) {
    var forms = new LinkedHashSet<String>();
    // what looks like a notation may be part of the secret, and is lost with the others
    Reading reading = new Reading(secret);
    for (int i = 0; i <= DEEPEST && reading != null; i++) {
      addRead(reading.text(), forms);
      reading = reading.decoded(EnumSet.allOf(Notation.class));
    }
    addBase64(secret.getBytes(UTF_8), forms);
    addBase64(secret.getBytes(ISO_8859_1), forms);
    // as it stands in a body of ours
    addBase64(secret.replace("\\", "\\\\").replace("\"", "\\\"").getBytes(UTF_8), forms);
    forms.removeIf(it -> it.length() < Redaction.SHORTEST);
    return forms;
  }

  /** As it is, and as UTF-8 that was taken for something else, perhaps twice. */
  private static void addRead(String secret, Set<String> forms) {
    for (String it : List.of(secret, misread(secret, ISO_8859_1), misread(secret, WINDOWS))) {
      forms.add(it);
      forms.add(misread(it, ISO_8859_1));
    }
  }

  private static String misread(String text, Charset charset) {
    return new String(text.getBytes(UTF_8), charset);
  }

  /** Behind any number of other bytes. */
  private static void addBase64(byte[] bytes, Set<String> forms) {
    for (int before = 0; before < 3; before++) {
      String base64 = base64(bytes, before);
      forms.add(base64);
      forms.add(base64.replace('+', '-').replace('/', '_'));
    }
  }

  /** What base64 makes of it behind so many other bytes, less what depends on its neighbours. */
  private static String base64(byte[] bytes, int before) {
    byte[] all = new byte[before + bytes.length];
    ByteBuffer.wrap(all).position(before).put(bytes);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(all);
    return base64.substring((before * 8 + 5) / 6, all.length * 8 / 6);
  }
}
