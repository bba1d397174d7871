package io.glancesync.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.file.ReportJson;
import io.glancesync.image.Image;
import io.glancesync.planner.Explanation;
import io.glancesync.report.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Explanations as JSON: a list {@code explanations}. */
final class ExplanationJson {
  private ExplanationJson() {}

  /**
   * @param reports of past runs, newest first
   * @param next what a person does about it now
   */
  static String text(
      List<Explanation> explanations,
      List<DeadLetter> letters,
      List<RunReport> reports,
      Function<Explanation, String> next) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode array = root.putArray("explanations");
    explanations.forEach(
        it -> {
          ObjectNode node = array.addObject();
          fill(node, it, letters);
          node.set(
              "last_change",
              LastChange.of(it.region(), it.image(), reports)
                  .map(ExplanationJson::node)
                  .orElse(null));
          node.put("next", next.apply(it));
        });
    return ReportJson.text(root);
  }

  private static void fill(ObjectNode node, Explanation it, List<DeadLetter> letters) {
    node.put("image", it.image())
        .put("region", it.region().toString())
        .put("state", it.state().map(state -> state.text()).orElse(null))
        .put("selected", it.isSelected())
        .put("selected_because", it.why());
    node.set("master", it.master().map(ExplanationJson::node).orElse(null));
    ArrayNode namesakes = node.putArray("master_namesakes");
    it.namesakes().forEach(image -> namesakes.add(node(image)));
    node.set("counterpart", it.counterpart().map(ExplanationJson::node).orElse(null));
    node.put("made_by_glancesync", it.isOurs());
    ArrayNode others = node.putArray("others");
    it.others().forEach(other -> others.add(node(other.image()).put("because", other.why())));
    ArrayNode differences = node.putArray("differences");
    it.differences()
        .forEach(
            difference ->
                differences
                    .addObject()
                    .put("key", difference.key())
                    .put("master", difference.master())
                    .put("region", difference.region()));
    node.put("state_because", it.rule()).put("hindrance", it.hindrance().orElse(null));
    it.notes().forEach(node.putArray("notes")::add);
    ArrayNode failed = node.putArray("dead_letters");
    letters.stream()
        .filter(letter -> letter.region().equals(it.region()))
        .filter(letter -> letter.image().equals(it.image()))
        .forEach(
            letter ->
                failed
                    .addObject()
                    .put("id", letter.id())
                    .put("error", letter.error())
                    .put("remedy", letter.remedy())
                    .put("next_try", letter.nextTry().map(Instant::toString).orElse(null)));
  }

  private static ObjectNode node(LastChange change) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", change.run().run())
            .put("finished", change.run().finished().toString())
            .put("begun_by", change.run().begunBy().orElse(null));
    node.set("transfer", ReportJson.node(change.transfer()));
    return node;
  }

  private static ObjectNode node(Image image) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", image.id().toString())
        .put("size", image.size())
        .put("visibility", image.visibility().text())
        .put("os_hidden", image.hidden())
        .put("checksum", image.checksum())
        .put("created", image.created() == null ? null : image.created().toString());
  }
}
