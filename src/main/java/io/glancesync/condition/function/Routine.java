package io.glancesync.condition.function;

import io.glancesync.condition.value.OperandFunction;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Value;
import java.util.List;

/**
 * A function, or a method of one type.
 *
 * @param type Python's name of the type whose method it is; empty for a function
 * @param least the fewest arguments it takes, less the object of a method
 * @param most the most arguments it takes
 * @param body takes a method's object as its first operand
 */
public record Routine(String type, String name, int least, int most, OperandFunction body) {
  static final int ANY_NUMBER = Integer.MAX_VALUE;

  /** Whether a value of this type has it; of an unknown type, empty here, any may be the one. */
  public boolean belongsTo(String valueType) {
    return valueType.isEmpty() || valueType.equals(type);
  }

  public boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  /** How many arguments it takes, in words. */
  public String arity() {
    String number = least == most || most == ANY_NUMBER ? "" + least : least + " to " + most;
    return number
        + (most == ANY_NUMBER ? " or more" : "")
        + (number.equals("1") && most == 1 ? " argument" : " arguments");
  }

  /** As a method: the object, then the arguments. */
  public Value callOn(List<Value> operands) {
    String actual = operands.get(0).type();
    if (!belongsTo(actual)) {
      throw new PythonError(
          "AttributeError", "'%s' object has no attribute '%s'".formatted(actual, name));
    }
    return body.apply(operands);
  }
}
