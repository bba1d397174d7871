package io.glancesync.cli;

import io.glancesync.bandwidth.Timetable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rate or a timetable. */
final class BandwidthOption implements ITypeConverter<Timetable> {
  @Override
  public Timetable convert(String word) {
    try {
      return Timetable.of(word);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
