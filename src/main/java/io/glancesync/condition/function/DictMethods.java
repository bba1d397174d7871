package io.glancesync.condition.function;

import io.glancesync.condition.value.Dict;
import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Nothing;
import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.SetOf;
import io.glancesync.condition.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The methods of {@code dict}. What Python calls a view of its values is a list here. */
final class DictMethods {
  static final List<Routine> ALL =
      List.of(
          new Routine("dict", "get", 1, 2, DictMethods::get),
          new Routine("dict", "keys", 0, 0, DictMethods::keys),
          new Routine("dict", "values", 0, 0, DictMethods::values),
          new Routine("dict", "items", 0, 0, DictMethods::items),
          // only Python 2 has it, but older conditions may use it
          new Routine("dict", "has_key", 1, 1, DictMethods::hasKey));

  private DictMethods() {}

  private static Dict dict(List<Value> operands) {
    return (Dict) operands.get(0);
  }

  private static Value get(List<Value> operands) {
    Value absent = operands.size() > 2 ? operands.get(2) : Nothing.NONE;
    return dict(operands).entries().getOrDefault(operands.get(1).hashable(), absent);
  }

  private static Value keys(List<Value> operands) {
    return new SetOf("dict_keys", dict(operands).elements());
  }

  private static Value values(List<Value> operands) {
    return Sequence.list(new ArrayList<>(dict(operands).entries().values()));
  }

  private static Value items(List<Value> operands) {
    var items = new LinkedHashSet<Value>();
    dict(operands)
        .entries()
        .forEach((key, value) -> items.add(Sequence.tuple(List.of(key, value))));
    return new SetOf("dict_items", items);
  }

  private static Value hasKey(List<Value> operands) {
    return Int.of(dict(operands).entries().containsKey(operands.get(1).hashable()));
  }
}
