package io.glancesync.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the spans that have ended: the library says of none that it had no room for it. */
final class EndedSpans implements SpanProcessor {
  private final AtomicLong count = new AtomicLong();

  /** Counts from now on. Here, so that nothing of it is loaded before a run begins. */
  SdkTracerProviderBuilder addedTo(SdkTracerProviderBuilder provider) {
    return provider.addSpanProcessor(this);
  }

  long count() {
    return count.get();
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    count.incrementAndGet();
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
