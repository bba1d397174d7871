package io.glancesync.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs a {@link SyntheticCloud} for another process, which owns it: each line on the input stream
 * is an order, each line on the output stream the answer to one, as JSON. The first line says where
 * everything is. It ends with its input.
 */
final class CloudProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CloudProcess() {}

  /**
   * @param args how many regions there are beside the master region
   */
  public static void main(String[] args) throws IOException {
    try (var cloud = new SyntheticCloud(Integer.parseInt(args[0]));
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      answers.println(JSON.writeValueAsString(cloud.addresses()));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        answers.println(JSON.writeValueAsString(answer(cloud, order)));
      }
    }
    // what still serves a connection would keep the process
    System.exit(0);
  }

  private static Map<String, ?> answer(SyntheticCloud cloud, String order) {
    List<String> words = Arrays.asList(order.strip().split(" +"));
    switch (words.get(0)) {
      case "image":
        return Map.of("id", cloud.image(words.get(1), number(words, 2), words.contains("hashed")));
      case "fill":
        cloud.fill(Math.toIntExact(number(words, 1)));
        return Map.of();
      case "cut":
        cloud.cutDownloadsEach(number(words, 1));
        return Map.of();
      case "flip":
        cloud.flipInDownloads(number(words, 1));
        return Map.of();
      case "slow":
        cloud.slow(words.get(1), number(words, 2));
        return Map.of();
      case "calm":
        cloud.calm();
        return Map.of();
      case "downloaded":
        return Map.of("bytes", cloud.downloaded());
      case "published":
        return cloud.published();
      default:
        throw new IllegalArgumentException("no such order: " + order);
    }
  }

  private static long number(List<String> words, int index) {
    return Long.parseLong(words.get(index));
  }
}
