package io.glancesync.api.server;

import io.glancesync.api.ApiCall;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.ApiRequest;
import io.glancesync.config.credential.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
            new ApiCall(
                text(message, Exchange.HTTP_METHOD),
                text(message, Exchange.HTTP_PATH),
                known(message, ApiHeaders.PARAMETERS),
                ApiQuery.of(text(message, Exchange.HTTP_RAW_QUERY)),
                known(message, ApiHeaders.OF_CALLS),
                Optional.ofNullable(message.getBody(String.class)).orElse("")),
            Optional.of(text(message, RequestGate.TOKEN))
                .filter(it -> TOKEN.matcher(it).matches())
                .map(Secret::new),
            Optional.empty());
    message.removeHeaders("*");
    message.setBody(request);
  }

  private static Map<String, String> known(Message message, Collection<String> names) {
    return names.stream()
        .filter(it -> !text(message, it).isEmpty())
        .collect(Collectors.toMap(Function.identity(), it -> text(message, it)));
  }

  /** A header that is given twice is none. */
  private static String text(Message message, String header) {
    return message.getHeader(header) instanceof String text ? text : "";
  }
}
