package io.glancesync.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads JSON of files, which anybody may have written: no deeper than ours ever is. */
public final class LimitedJson {
  private static final int DEEPEST = 100;

  private LimitedJson() {}

  /** A mapper that is still to be told what to do. */
  public static JsonMapper.Builder mapper() {
    return JsonMapper.builder(
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LimitedFile.STATE)
                    .build())
            .build());
  }
}
