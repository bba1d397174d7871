package io.glancesync.transfer;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedJson;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;

/** A transfer as the JSON text in the journal. */
public final class TransferJson {
  private static final ObjectMapper MAPPER =
      LimitedJson.mapper()
          .addModule(new Jdk8Module())
          // only the components of a record are stored; methods such as isActive() are not
          // components
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addMixIn(ImageId.class, JsonText.class)
          .addMixIn(RegionName.class, RegionText.class)
          .addMixIn(Step.class, StepType.class)
          .addMixIn(Image.class, WithoutTimes.class)
          .build();

  public String write(Transfer transfer) {
    try {
      return MAPPER.writeValueAsString(transfer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a transfer can always be written", e);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is not a transfer; its message says where it is
   *     wrong
   */
  public Transfer read(String text) {
    try {
      Transfer transfer = MAPPER.readValue(text, Transfer.class);
      if (transfer == null) {
        throw new IllegalArgumentException("not a transfer: null");
      }
      return transfer;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a transfer: " + JsonErrors.of(text, e), e);
    }
  }

  private record JsonText(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    JsonText {}
  }

  private abstract static class RegionText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RegionName of(String text) {
      return RegionName.of(text);
    }

    @Override
    @JsonValue
    public abstract String toString();
  }

  /** Omits the times, which are valid only for the moment in which the image was read. */
  @JsonIgnoreProperties({"created", "updated"})
  private interface WithoutTimes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Step.Copy.class, name = "copy"),
    @JsonSubTypes.Type(value = Step.Update.class, name = "update"),
    @JsonSubTypes.Type(value = Step.Retire.class, name = "retire"),
    @JsonSubTypes.Type(value = Step.Remove.class, name = "remove")
  })
  private interface StepType {}
}
