package io.glancesync.condition.function;

import io.glancesync.condition.value.Dict;
import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Nothing;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's subscripts: {@code x[key]} and {@code x[start:stop:step]}. */
public final class Subscripts {
  private Subscripts() {}

  public static Value at(Value container, Value key) {
    if (container instanceof Dict dict) {
      Value value = dict.entries().get(key.hashable());
      if (value == null) {
        throw new PythonError("KeyError", key.excerpt());
      }
      return value;
    }
    List<Value> elements = elements(container);
    int index = position(key, elements.size());
    if (index < 0 || index >= elements.size()) {
      throw new PythonError("IndexError", container.type() + " index out of range");
    }
    return elements.get(index);
  }

  /** Of the container, the start, the stop and the step, each of which may be None. */
  public static Value slice(List<Value> operands) {
    Value container = operands.get(0);
    List<Value> elements = elements(container);
    int size = elements.size();
    int step = operands.get(3) == Nothing.NONE ? 1 : clamped(operands.get(3), size + 1);
    if (step == 0) {
      throw PythonError.value("slice step cannot be zero");
    }
    int lowest = step > 0 ? 0 : -1;
    int highest = step > 0 ? size : size - 1;
    int start = bound(operands.get(1), step > 0 ? lowest : highest, lowest, highest, size);
    int stop = bound(operands.get(2), step > 0 ? highest : lowest, lowest, highest, size);
    var slice = new ArrayList<Value>();
    for (int i = start; step > 0 ? i < stop : i > stop; i += step) {
      slice.add(elements.get(i));
    }
    return like(container, slice);
  }

  private static List<Value> elements(Value container) {
    if (container instanceof Text text) {
      return text.elements();
    }
    if (container instanceof Sequence sequence) {
      return sequence.elements();
    }
    throw PythonError.type("'" + container.type() + "' object is not subscriptable");
  }

  private static Value like(Value container, List<Value> elements) {
    if (container instanceof Sequence sequence) {
      return new Sequence(sequence.isTuple(), elements);
    }
    var text = new StringBuilder();
    elements.forEach(element -> text.append(element.str()));
    return new Text(text.toString());
  }

  private static int bound(Value value, int absent, int lowest, int highest, int size) {
    return value == Nothing.NONE
        ? absent
        : Math.max(lowest, Math.min(highest, position(value, size)));
  }

  /** Counted from the start; from the end when it is negative. */
  private static int position(Value value, int size) {
    int position = clamped(value, size + 1);
    return position < 0 ? position + size : position;
  }

  // whatever lies beyond the limit lies beyond the elements too
  static int clamped(Value value, int limit) {
    if (value instanceof Int number) {
      BigInteger most = BigInteger.valueOf(limit);
      return number.value().max(most.negate()).min(most).intValue();
    }
    throw PythonError.type("indices must be integers, not " + value.type());
  }
}
