package io.glancesync.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.ContextKey;
import java.util.List;

/**
 * The names of what spans tell: those of OpenTelemetry's conventions for requests, and our own.
 * {@code docs/monitoring.md} lists them.
 */
final class SpanKeys {
  static final AttributeKey<String> RUN = AttributeKey.stringKey("glancesync.run.id");
  static final AttributeKey<String> BEGUN_BY = AttributeKey.stringKey("glancesync.run.begun_by");
  static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("glancesync.run.request_id");
  static final AttributeKey<String> RUN_OUTCOME = AttributeKey.stringKey("glancesync.run.outcome");
  static final AttributeKey<String> REGION = AttributeKey.stringKey("glancesync.region.name");
  static final AttributeKey<String> REGION_OUTCOME =
      AttributeKey.stringKey("glancesync.region.outcome");
  static final AttributeKey<String> IMAGE = AttributeKey.stringKey("glancesync.image.name");
  static final AttributeKey<String> MASTER_ID =
      AttributeKey.stringKey("glancesync.image.master_id");
  static final AttributeKey<String> REGION_ID =
      AttributeKey.stringKey("glancesync.image.region_id");
  static final AttributeKey<String> ACTION = AttributeKey.stringKey("glancesync.transfer.action");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("glancesync.transfer.outcome");
  static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("glancesync.transfer.attempts");
  static final AttributeKey<Long> BYTES = AttributeKey.longKey("glancesync.transfer.bytes");

  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<List<String>> ANSWER_ID =
      AttributeKey.stringArrayKey("http.response.header.x-openstack-request-id");
  static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");
  static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("url.template");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  /** The region that a request is for, on the way to its span. */
  static final ContextKey<String> ASKED = ContextKey.named("glancesync.region");

  private SpanKeys() {}
}
