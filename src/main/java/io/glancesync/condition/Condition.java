package io.glancesync.condition;

import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.WorkBudget;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Set;

/**
 * A target's {@code metadata_condition}: an expression of Python that selects images
 * (specification, section 4). It knows {@code image} and {@code metadata_set}, can reach nothing
 * else, and means what Python 3 means by it.
 *
 * <p>Left out on purpose: whatever binds a name or repeats (comprehensions, {@code lambda},
 * assignments), so that an evaluation always ends soon.
 */
public final class Condition {
  private final String text;
  private final Expression expression;

  private Condition(String text, Expression expression) {
    this.text = text;
    this.expression = expression;
  }

  /**
   * Reads a condition. It may have several lines, as if it stood in parentheses.
   *
   * @throws ConditionSyntaxException when it is not an expression, or uses a name, field or method
   *     that does not exist, even where it would never be evaluated
   */
  public static Condition parse(String text) {
    return new Condition(text, Parser.parse(text));
  }

  /**
   * Whether it selects this image.
   *
   * @param region the master region, {@code image.region} in the condition
   * @param metadataSet {@code metadata_set} in the condition
   * @throws ConditionEvaluationException where Python would raise, for example for a missing key
   */
  public boolean test(Image image, RegionName region, Set<String> metadataSet) {
    return test(image, region, metadataSet, new WorkBudget());
  }

  /**
   * @param steps counts what is done
   */
  boolean test(Image image, RegionName region, Set<String> metadataSet, WorkBudget steps) {
    try {
      return expression.evaluate(new Scope(image, region, metadataSet, steps)).isTrue();
    } catch (PythonError error) {
      throw new ConditionEvaluationException(error, Place.in(text, error.offset()));
    }
  }

  /**
   * Why it does not select this image: the parts that are false and of which at least one would
   * have to be true, as they stand in the condition.
   */
  public List<String> falseParts(Image image, RegionName region, Set<String> metadataSet) {
    try {
      var scope = new Scope(image, region, metadataSet, new WorkBudget());
      return expression.falseParts(scope, text.strip());
    } catch (PythonError error) {
      throw new ConditionEvaluationException(error, Place.in(text, error.offset()));
    }
  }

  /** The same text always means the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Condition condition && condition.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
