package io.glancesync.embedded.http;

/** What a request asks for. */
public enum Operation {
  /** {@code POST /v3/auth/tokens}. */
  SIGN_IN,
  /** {@code GET /v2/images}: one page. */
  LIST,
  /** {@code GET /v2/images/ID}. */
  SHOW,
  /** {@code POST /v2/images}. */
  CREATE,
  /** {@code PATCH /v2/images/ID}. */
  CHANGE,
  /** {@code DELETE /v2/images/ID}. */
  DELETE,
  /** {@code PUT /v2/images/ID/file}. */
  UPLOAD,
  /** {@code GET /v2/images/ID/file}. */
  DOWNLOAD,
  /** Any request below {@code /v2/images/ID/members}. */
  MEMBERS,
  /** Anything else, such as the versions of an API. */
  OTHER
}
