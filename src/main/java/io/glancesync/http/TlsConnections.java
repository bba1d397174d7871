package io.glancesync.http;

import io.glancesync.config.credential.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContextBuilder;

/**
 * The connections of all endpoints, in one pool. Each server's certificate is checked as the target
 * of the request demands ({@code cacert}, {@code insecure}). A connection is reused only by
 * requests with the same certificate settings. These settings are the state by which the pool tells
 * connections apart; {@link AnswerGuard} sets it for each request.
 */
public final class TlsConnections implements TlsSocketStrategy {
  /** The most connections per server: regions times copies, plus some for the small requests. */
  private static final int PER_SERVER = 64;

  private static final int IN_ALL = 1024;

  /** How many addresses of a host are tried: each may take the whole connect timeout. */
  private static final int ADDRESSES = 4;

  private final Map<Trust, TlsSocketStrategy> strategies = new ConcurrentHashMap<>();

  /**
   * @param changed when the file {@code cacert} was changed, so that a renewed one is read again
   */
  private record Trust(Tls tls, FileTime changed) {
    static Trust of(Tls tls) {
      try {
        return new Trust(
            tls,
            tls.cacert().isPresent()
                ? Files.getLastModifiedTime(tls.cacert().get())
                : FileTime.fromMillis(0));
      } catch (IOException e) {
        // reported when the file is read
        return new Trust(tls, FileTime.fromMillis(0));
      }
    }
  }

  private TlsConnections() {}

  /**
   * @param connect how long to wait for a connection
   * @param response how long to wait for the next byte of an answer
   */
  public static HttpClientConnectionManager of(Duration connect, Duration response) {
    var limits =
        Http1Config.custom()
            .setMaxHeaderCount(AnswerLimit.HEADERS)
            .setMaxLineLength(AnswerLimit.HEADER_BYTES)
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(new TlsConnections())
        .setDnsResolver(
            new SystemDefaultDnsResolver() {
              @Override
              public InetAddress[] resolve(String host) throws UnknownHostException {
                return few(super.resolve(host));
              }
            })
        .setConnectionFactory(socket -> AttentiveConnection.of(socket, limits))
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
                .setSocketTimeout((int) response.toMillis(), TimeUnit.MILLISECONDS)
                .setTimeToLive(5, TimeUnit.MINUTES)
                .build())
        .setMaxConnPerRoute(PER_SERVER)
        .setMaxConnTotal(IN_ALL)
        .build();
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String host, int port, Object attachment, HttpContext context)
      throws IOException {
    Object state = HttpClientContext.castOrCreate(context).getUserToken();
    Trust trust = Trust.of(state instanceof Tls tls ? tls : Tls.STANDARD);
    strategies.keySet().removeIf(it -> it.tls().equals(trust.tls()) && !it.equals(trust));
    return strategies
        .computeIfAbsent(trust, it -> strategy(it.tls()))
        .upgrade(socket, host, port, attachment, context);
  }

  private static InetAddress[] few(InetAddress[] addresses) {
    return Arrays.copyOf(addresses, Math.min(addresses.length, ADDRESSES));
  }

  private static TlsSocketStrategy strategy(Tls tls) {
    try {
      if (tls.insecure()) {
        SSLContext all =
            SSLContextBuilder.create().loadTrustMaterial(TrustAllStrategy.INSTANCE).build();
        // the other policies make Java compare the host name as well
        return new DefaultClientTlsStrategy(
            all, HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE);
      }
      if (tls.cacert().isPresent()) {
        return new DefaultClientTlsStrategy(
            SSLContextBuilder.create()
                .loadTrustMaterial(TrustedCertificates.of(tls.cacert().get()), null)
                .build());
      }
      return DefaultClientTlsStrategy.createDefault();
    } catch (GeneralSecurityException e) {
      throw TrustedCertificates.unusable(tls.cacert(), e);
    }
  }
}
