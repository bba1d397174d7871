package io.glancesync.api.server;

import io.glancesync.api.ApiRequest;
import io.glancesync.config.credential.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Makes an {@link ApiRequest} of an HTTP message, of which nothing else stays. */
final class ReadRequest implements Processor {
  /** Of what tokens are made; anything else would not be one. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    var request =
        new ApiRequest(
            text(message, RequestGate.ID),
            text(message, "region"),
            text(message, "task"),
            Optional.ofNullable(message.getHeader(ApiHeaders.IMAGE)).map(ReadRequest::first),
            Optional.of(text(message, RequestGate.TOKEN))
                .filter(it -> TOKEN.matcher(it).matches())
                .map(Secret::new),
            Optional.empty());
    message.removeHeaders("*");
    message.setBody(request);
  }

  /** Of a name that is asked for twice, the first counts. */
  private static String first(Object value) {
    return value instanceof List<?> all ? String.valueOf(all.get(0)) : value.toString();
  }

  /** A header that is given twice is none. */
  private static String text(Message message, String header) {
    return message.getHeader(header) instanceof String text ? text : "";
  }
}
