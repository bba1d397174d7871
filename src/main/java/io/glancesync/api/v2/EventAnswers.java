package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.EventFeed.EventText;
import io.glancesync.api.EventQuery;
import io.glancesync.overview.EventLog;
import io.glancesync.overview.EventPage;
import io.glancesync.overview.Happening;
import io.glancesync.overview.LetterOverview;
import io.glancesync.overview.OverviewEvent;
import java.util.Map;
import java.util.stream.Collectors;

/** What happened lately, for readers that come again and again. */
public final class EventAnswers {
  /** How long a client waits before it connects again. */
  private static final int RETRY_MILLIS = 1000;

  /** What was answered last. Readers that wait are all told the same. */
  private record AnsweredPage(long since, long newest, String json) {}

  private record AnsweredText(long since, EventText text) {}

  private final EventLog events;
  private volatile AnsweredText lastText = new AnsweredText(-1, new EventText(-1, true, "", ""));
  private volatile AnsweredPage last = new AnsweredPage(-1, -1, "");

  public EventAnswers(EventLog events) {
    this.events = events;
  }

  /** The events after one that the caller knows. Who waits for the next has waited before this. */
  public ApiAnswer list(ApiRequest request) {
    EventQuery query = EventQuery.of(request.call());
    if (query.isStream()) {
      // one that ends at once: the client comes again, and is known by then
      EventText text = text(query.since());
      return new ApiAnswer(200, EventQuery.STREAM, Map.of(), text.head() + text.events());
    }
    AnsweredPage known = last;
    if (known.since() != query.since() || known.newest() != events.newest()) {
      known = page(query.since());
      last = known;
    }
    return ApiAnswer.ok(known.json());
  }

  private AnsweredPage page(long since) {
    EventPage page = events.since(since);
    ObjectNode node = head(page);
    ArrayNode all = node.putArray("events");
    page.events().forEach(it -> all.add(node(it)));
    return new AnsweredPage(since, page.newest(), node.toString());
  }

  private static ObjectNode head(EventPage page) {
    return OverviewJson.object()
        .put("epoch", page.epoch())
        .put("newest", page.newest())
        .put("complete", page.isComplete());
  }

  /** The events after one, as a stream has them. */
  public EventText text(long since) {
    AnsweredText known = lastText;
    if (known.since() != since || known.text().newest() != events.newest()) {
      known = new AnsweredText(since, newText(since));
      lastText = known;
    }
    return known.text();
  }

  private EventText newText(long since) {
    EventPage page = events.since(since);
    String head = "retry: %d\nevent: stream\ndata: %s\n\n".formatted(RETRY_MILLIS, head(page));
    String text =
        page.events().stream()
            .map(
                it ->
                    "event: %s\nid: %d\ndata: %s\n\n"
                        .formatted(it.what().type(), it.id(), node(it)))
            .collect(Collectors.joining());
    return new EventText(page.newest(), page.isComplete(), head, text);
  }

  static ObjectNode node(OverviewEvent event) {
    ObjectNode node =
        OverviewJson.object()
            .put("id", event.id())
            .put("type", event.what().type())
            .put("time", OverviewJson.time(event.time()));
    return add(node, event.what());
  }

  /** Adds what it tells. */
  private static ObjectNode add(ObjectNode node, Happening what) {
    if (what instanceof Happening.RunQueued it) {
      return node.put("asked", it.id()).put("asked_by", it.by());
    } else if (what instanceof Happening.RunBegun it) {
      return node.put("run", it.run()).put("begun_by", it.by().orElse(null));
    } else if (what instanceof Happening.RunEnded it) {
      return node.put("run", it.run()).put("outcome", it.outcome().text());
    } else if (what instanceof Happening.RegionPlanned it) {
      return node.put("region", it.region().toString())
          .put("steps", it.steps())
          .put("bytes", it.bytes());
    } else if (what instanceof Happening.RegionEnded it) {
      return node.put("region", it.region().toString())
          .put("outcome", it.outcome().text())
          .put("error", it.error().orElse(null));
    } else if (what instanceof Happening.RegionUnreachable it) {
      return node.put("region", it.region().toString()).put("error", it.error());
    } else if (what instanceof Happening.RegionBack it) {
      return node.put("region", it.region().toString());
    } else if (what instanceof Happening.HeldBackByGuard it) {
      return node.put("region", it.region().toString())
          .put("steps", it.steps())
          .put("reason", it.reason());
    }
    return addTransfer(node, what);
  }

  private static ObjectNode addTransfer(ObjectNode node, Happening what) {
    if (what instanceof Happening.TransferBegun it) {
      return node.setAll(OverviewJson.transfer(it.transfer()));
    } else if (what instanceof Happening.TransferRetried it) {
      return node.setAll(OverviewJson.transfer(it.transfer()));
    } else if (what instanceof Happening.TransfersProgressed it) {
      ArrayNode transfers = node.putArray("transfers");
      it.transfers().forEach(each -> transfers.add(OverviewJson.transfer(each)));
      return node;
    } else if (what instanceof Happening.TransferEnded it) {
      return node.put("run", it.run())
          .put("region", it.region().toString())
          .put("image", it.image())
          .put("action", it.action().text())
          .put("outcome", it.outcome().text())
          .put("bytes", it.bytes())
          .put("error", it.error().orElse(null));
    }
    return addOther(node, what);
  }

  /** Apart from the event: both have an id. */
  private static ObjectNode letter(ObjectNode node, LetterOverview letter) {
    node.set("dead_letter", OverviewJson.letter(letter));
    return node;
  }

  private static ObjectNode addOther(ObjectNode node, Happening what) {
    if (what instanceof Happening.LetterKept it) {
      return letter(node, it.letter());
    } else if (what instanceof Happening.LetterClosed it) {
      return letter(node, it.letter());
    } else if (what instanceof Happening.ScheduleDue it) {
      return node.put("schedule", it.schedule()).put("due", OverviewJson.time(it.due()));
    } else if (what instanceof Happening.ScheduleSkipped it) {
      return node.put("schedule", it.schedule())
          .put("due", OverviewJson.time(it.due()))
          .put("reason", it.why());
    } else if (what instanceof Happening.ScheduleMissed it) {
      return node.put("schedule", it.schedule()).put("due", OverviewJson.time(it.due()));
    } else if (what instanceof Happening.EditTaken it) {
      node.set("files", OverviewJson.texts(it.files()));
      return node;
    } else if (what instanceof Happening.EditRefused it) {
      return node.put("problem", it.problem());
    }
    throw new IllegalArgumentException("no JSON for " + what.type());
  }
}
