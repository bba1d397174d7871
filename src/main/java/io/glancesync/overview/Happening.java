package io.glancesync.overview;

import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an event tells. Each says enough to be shown, and names what to read for the rest. */
public sealed interface Happening {
  /** The word for it in the API, such as {@code run.begun}. */
  String type();

  /**
   * Somebody asked for a run, and it waits for its turn.
   *
   * @param id under which it was asked for
   */
  record RunQueued(String id, String by) implements Happening {
    @Override
    public String type() {
      return "run.queued";
    }
  }

  /** A run that may change something has begun. */
  record RunBegun(String run, Optional<String> by) implements Happening {
    @Override
    public String type() {
      return "run.begun";
    }
  }

  /** It has ended, and its report can be read. */
  record RunEnded(String run, RunOutcome outcome) implements Happening {
    @Override
    public String type() {
      return "run.ended";
    }
  }

  /**
   * A region was compared with the master.
   *
   * @param steps how many are to be done
   * @param bytes of content that are to be sent
   */
  record RegionPlanned(RegionName region, int steps, long bytes) implements Happening {
    @Override
    public String type() {
      return "region.planned";
    }
  }

  /**
   * A run is done with a region.
   *
   * @param error empty when nothing is wrong
   */
  record RegionEnded(RegionName region, RegionOutcome outcome, Optional<String> error)
      implements Happening {
    @Override
    public String type() {
      return "region.ended";
    }
  }

  /** A region that answered before cannot be reached. */
  record RegionUnreachable(RegionName region, String error) implements Happening {
    @Override
    public String type() {
      return "region.unreachable";
    }
  }

  /** A region that could not be reached answers again. */
  record RegionBack(RegionName region) implements Happening {
    @Override
    public String type() {
      return "region.back";
    }
  }

  /**
   * A guard holds steps back.
   *
   * @param steps how many
   * @param reason why the first of them, and what to do
   */
  record HeldBackByGuard(RegionName region, int steps, String reason) implements Happening {
    @Override
    public String type() {
      return "guard.held_back";
    }
  }

  /** A transfer has begun. */
  record TransferBegun(TransferOverview transfer) implements Happening {
    @Override
    public String type() {
      return "transfer.begun";
    }
  }

  /** A request of a transfer has failed, and waits for its next try. */
  record TransferRetried(TransferOverview transfer) implements Happening {
    @Override
    public String type() {
      return "transfer.retried";
    }
  }

  /** How far all transfers are that are under way. */
  record TransfersProgressed(List<TransferOverview> transfers) implements Happening {
    public TransfersProgressed {
      transfers = List.copyOf(transfers);
    }

    @Override
    public String type() {
      return "transfer.progress";
    }
  }

  /** A transfer has ended. */
  record TransferEnded(
      String run,
      RegionName region,
      String image,
      Action action,
      TransferOutcome outcome,
      long bytes,
      Optional<String> error)
      implements Happening {
    @Override
    public String type() {
      return "transfer.ended";
    }
  }

  /** A transfer failed for good, for the first time or again. */
  record LetterKept(LetterOverview letter) implements Happening {
    @Override
    public String type() {
      return "dead_letter.kept";
    }
  }

  /** A dead letter is open no longer: done, needed no longer, or discarded. */
  record LetterClosed(LetterOverview letter) implements Happening {
    @Override
    public String type() {
      return "dead_letter.closed";
    }
  }

  /** A schedule begins a run. */
  record ScheduleDue(String schedule, Instant due) implements Happening {
    @Override
    public String type() {
      return "schedule.due";
    }
  }

  /** The run of a schedule was due and did not take place. */
  record ScheduleSkipped(String schedule, Instant due, String why) implements Happening {
    @Override
    public String type() {
      return "schedule.skipped";
    }
  }

  /** The run of a schedule was due, and nothing began it. */
  record ScheduleMissed(String schedule, Instant due) implements Happening {
    @Override
    public String type() {
      return "schedule.missed";
    }
  }

  /**
   * An edit is in use.
   *
   * @param files the edited files
   */
  record EditTaken(List<String> files) implements Happening {
    public EditTaken {
      files = List.copyOf(files);
    }

    @Override
    public String type() {
      return "edit.taken";
    }
  }

  /** An edit is not put to use: which, and why. */
  record EditRefused(String problem) implements Happening {
    @Override
    public String type() {
      return "edit.refused";
    }
  }
}
