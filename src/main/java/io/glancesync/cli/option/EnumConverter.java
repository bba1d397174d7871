package io.glancesync.cli.option;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of a few words.
 *
 * @param type what the words stand for; its constants' texts are the words
 */
public record EnumConverter<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.toString().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'%s' is not one of %s".formatted(word, words())));
  }

  private String words() {
    return Arrays.stream(type.getEnumConstants())
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }
}
