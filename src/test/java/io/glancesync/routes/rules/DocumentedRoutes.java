package io.glancesync.routes.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whole routes that are examples in texts for people: in pages and in comments. */
public final class DocumentedRoutes {
  /** The first line of an example, after what makes it a comment or indents it. */
  private static final Pattern START =
      Pattern.compile("^([ #*/]*)- (from|route|routeTemplate|routeConfiguration):.*");

  private static final List<Path> PLACES =
      List.of(
          Path.of("README.md"),
          Path.of("docs"),
          Path.of("conf"),
          Path.of("src/main/java"),
          Path.of("src/main/resources"));

  private DocumentedRoutes() {}

  /** The examples, each with the file and the line where it begins. */
  public static Map<String, String> all() throws IOException {
    var examples = new LinkedHashMap<String, String>();
    for (Path place : PLACES) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(DocumentedRoutes::isText).sorted().toList()) {
          in(Files.readString(file)).forEach((line, text) -> examples.put(file + ":" + line, text));
        }
      }
    }
    return examples;
  }

  private static boolean isText(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith(".png");
  }

  /** The examples of a text, by the line where each begins. */
  static Map<Integer, String> in(String text) {
    var examples = new LinkedHashMap<Integer, String>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher start = START.matcher(lines.get(i));
      if (start.matches()) {
        List<String> example = example(lines.subList(i, lines.size()), start.group(1));
        examples.put(i + 1, String.join("\n", example) + "\n");
        i += example.size() - 1;
      }
    }
    return examples;
  }

  /** All lines that are indented below the first one. */
  private static List<String> example(List<String> lines, String margin) {
    var example = new ArrayList<String>(List.of(lines.get(0).substring(margin.length())));
    for (String line : lines.subList(1, lines.size())) {
      if (!line.startsWith(margin + "  ")) {
        break;
      }
      example.add(line.substring(margin.length()));
    }
    return example;
  }
}
