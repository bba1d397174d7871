package io.glancesync.condition.value;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Python's {@code dict}. */
public record Dict(Map<Value, Value> entries) implements Value {

  /** From keys and values in turn. */
  public static Dict of(List<Value> keysAndValues) {
    var entries = new LinkedHashMap<Value, Value>();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      entries.put(keysAndValues.get(i).hashable(), keysAndValues.get(i + 1));
    }
    return new Dict(entries);
  }

  public static Dict of(Map<String, String> texts) {
    var entries = new LinkedHashMap<Value, Value>();
    texts.forEach((key, value) -> entries.put(new Text(key), new Text(value)));
    return new Dict(entries);
  }

  @Override
  public long weight() {
    return 1L + entries.size();
  }

  @Override
  public String type() {
    return "dict";
  }

  @Override
  public boolean isTrue() {
    return !entries.isEmpty();
  }

  /** Its keys. */
  @Override
  public Set<Value> elements() {
    return entries.keySet();
  }

  @Override
  public Value hashable() {
    throw PythonError.type("unhashable type: 'dict'");
  }

  @Override
  public String repr() {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey().repr() + ": " + entry.getValue().repr())
        .collect(joining(", ", "{", "}"));
  }
}
