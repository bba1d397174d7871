package io.glancesync.http;

import io.glancesync.config.credential.Tls;
import io.glancesync.content.WriteTimeout;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** Applies the write timeout to the body of every request. */
public final class WriteTimeoutInterceptor implements ExecChainHandler {
  private final WriteTimeout writeTimeout;

  public WriteTimeoutInterceptor(WriteTimeout writeTimeout) {
    this.writeTimeout = writeTimeout;
  }

  /** Configures a client to use the write timeout. */
  public void configure(HttpClientBuilder client) {
    client.addExecInterceptorFirst("stalls", this);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    if (scope.clientContext.getUserToken() == null) {
      // a request from a user's own route: its connections do not belong to a target
      scope.clientContext.setUserToken(Tls.STANDARD);
    }
    HttpEntity body = request.getEntity();
    if (body != null) {
      String receiver = scope.route.getTargetHost().toURI();
      // resets the connection; closing it would wait for unsent data
      Runnable breakOff = scope.execRuntime::discardEndpoint;
      request.setEntity(
          new HttpEntityWrapper(body) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
              writeTimeout.guard(out, receiver, breakOff, super::writeTo);
            }
          });
    }
    return chain.proceed(request, scope);
  }
}
