package io.glancesync.condition.value;

import java.util.List;

/** Makes a value of others: an operator, a function, a method, a subscript, a list. */
@FunctionalInterface
public interface OperandFunction {
  Value apply(List<Value> operands);

  /** The same for what always has two operands. */
  interface Binary {
    Value apply(Value left, Value right);

    default OperandFunction asOperation() {
      return operands -> apply(operands.get(0), operands.get(1));
    }
  }
}
