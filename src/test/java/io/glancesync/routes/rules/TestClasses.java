package io.glancesync.routes.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which class of tests is about which file of {@code routes/}, as its Javadoc says. */
final class TestClasses {
  private static final Pattern CLASS =
      Pattern.compile("^(public |abstract |final )*class ", Pattern.MULTILINE);
  private static final Pattern FILE = Pattern.compile("routes/([\\w-]+\\.camel\\.yaml)");

  private TestClasses() {}

  /** The names of the classes below a folder, by the file that they are about. */
  static Map<String, List<String>> byFile(Path folder) throws IOException {
    var classes = new TreeMap<String, List<String>>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path test : files.filter(it -> it.toString().endsWith("Test.java")).sorted().toList()) {
        Matcher about = FILE.matcher(javadoc(Files.readString(test)));
        while (about.find()) {
          classes
              .computeIfAbsent(about.group(1), it -> new ArrayList<>())
              .add(test.getFileName().toString());
        }
      }
    }
    return classes;
  }

  /** What is between the imports and the class. */
  private static String javadoc(String source) {
    Matcher start = CLASS.matcher(source);
    String before = start.find() ? source.substring(0, start.start()) : "";
    return before.substring(Math.max(0, before.lastIndexOf("/**")));
  }
}
