package io.glancesync.api.server;

import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Makes an HTTP message of an {@link ApiAnswer}. No other header goes with it. */
final class WriteAnswer implements Processor {
  private final RequestLog log;

  WriteAnswer(RequestLog log) {
    this.log = log;
  }

  @Override
  public void process(Exchange exchange) {
    var request = exchange.getVariable("apiRequest", ApiRequest.class);
    Message message = exchange.getMessage();
    var answer = message.getBody(ApiAnswer.class);
    if (request != null) {
      request.caller().ifPresent(it -> log.user(request.id(), it.user()));
      answer = answer.to(request);
    }
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.code());
    message.setHeader(Exchange.CONTENT_TYPE, answer.type());
    answer.headers().forEach(message::setHeader);
    // Camel would send an array like a stream: piece by piece, each read by another thread
    message.setBody(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)));
  }
}
