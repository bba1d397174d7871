package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class ReportJsonTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");

  public static RunReport aReport() {
    return new RunReport(
        "20260102T030405.678Z",
        Instant.parse("2026-01-02T03:04:05.678912Z"),
        Instant.parse("2026-01-02T03:05:00Z"),
        Optional.of("schedule hourly"),
        false,
        List.of(
            new RegionResult(BURGOS, RegionOutcome.DONE, Optional.empty()),
            new RegionResult(MADRID, RegionOutcome.UNREACHABLE, Optional.of("nobody answers"))),
        List.of(
            new TransferResult(
                BURGOS,
                "base_ubuntu",
                Optional.of(new ImageId("m-1")),
                Optional.of(new ImageId("r-1")),
                Action.UPLOAD,
                TransferOutcome.DONE,
                123,
                Duration.ofMillis(200),
                1,
                Optional.empty(),
                List.of()),
            new TransferResult(
                BURGOS,
                "base_\"debian\"",
                Optional.of(new ImageId("m-2")),
                Optional.empty(),
                Action.RENAME,
                TransferOutcome.FAILED,
                0,
                Duration.ofSeconds(2),
                3,
                Optional.of("Glance is full"),
                List.of())),
        List.of(new Warning(Warning.Code.CHECKSUM_CONFLICT, BURGOS, "x", "x differs")));
  }

  @Test
  void keys_and_their_order_are_the_specifications() {
    assertThat(ReportJson.text(aReport()))
        .isEqualTo(
            """
            {
              "run": "20260102T030405.678Z",
              "started": "2026-01-02T03:04:05.678Z",
              "finished": "2026-01-02T03:05:00Z",
              "begun_by": "schedule hourly",
              "dry_run": false,
              "outcome": "failed",
              "regions": [
                {
                  "region": "Burgos",
                  "outcome": "done",
                  "error": null
                },
                {
                  "region": "other:Madrid",
                  "outcome": "unreachable",
                  "error": "nobody answers"
                }
              ],
              "transfers": [
                {
                  "region": "Burgos",
                  "image": "base_ubuntu",
                  "master_id": "m-1",
                  "region_id": "r-1",
                  "action": "upload",
                  "outcome": "done",
                  "bytes": 123,
                  "seconds": 0.2,
                  "attempts": 1,
                  "error": null,
                  "changes": []
                },
                {
                  "region": "Burgos",
                  "image": "base_\\"debian\\"",
                  "master_id": "m-2",
                  "region_id": null,
                  "action": "rename",
                  "outcome": "failed",
                  "bytes": 0,
                  "seconds": 2.0,
                  "attempts": 3,
                  "error": "Glance is full",
                  "changes": []
                }
              ],
              "warnings": [
                {
                  "code": "checksum_conflict",
                  "region": "Burgos",
                  "image": "x",
                  "message": "x differs"
                }
              ]
            }
            """);
  }

  @Test
  void an_empty_run_has_empty_lists() {
    var report =
        new RunReport("r", Instant.EPOCH, Instant.EPOCH, true, List.of(), List.of(), List.of());

    assertThat(ReportJson.text(report))
        .isEqualTo(
            """
            {
              "run": "r",
              "started": "1970-01-01T00:00:00Z",
              "finished": "1970-01-01T00:00:00Z",
              "begun_by": null,
              "dry_run": true,
              "outcome": "in_sync",
              "regions": [],
              "transfers": [],
              "warnings": []
            }
            """);
  }
}
