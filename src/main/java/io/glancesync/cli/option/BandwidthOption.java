package io.glancesync.cli.option;

import io.glancesync.limit.Timetable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rate or a timetable. */
public final class BandwidthOption implements ITypeConverter<Timetable> {
  @Override
  public Timetable convert(String word) {
    try {
      return Timetable.of(word);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
