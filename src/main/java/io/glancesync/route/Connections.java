package io.glancesync.route;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationException;
import io.glancesync.config.Target;
import io.glancesync.config.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContextBuilder;

/**
 * The connections of all endpoints: one pool, in which each server's certificate is checked as its
 * target says ({@code cacert}, {@code insecure}).
 */
public final class Connections implements TlsSocketStrategy {
  /** Regions times copies, and room for the small requests beside them. */
  private static final int PER_SERVER = 64;

  private static final int IN_ALL = 1024;

  private final Supplier<Configuration> configuration;
  private final Sessions sessions;
  private final Map<Tls, TlsSocketStrategy> strategies = new ConcurrentHashMap<>();

  private Connections(Supplier<Configuration> configuration, Sessions sessions) {
    this.configuration = configuration;
    this.sessions = sessions;
  }

  /**
   * @param connectSeconds to wait for a connection
   * @param responseSeconds to wait for the next byte of an answer
   */
  public static HttpClientConnectionManager of(
      Supplier<Configuration> configuration,
      Sessions sessions,
      int connectSeconds,
      int responseSeconds) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(new Connections(configuration, sessions))
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connectSeconds, TimeUnit.SECONDS)
                .setSocketTimeout(responseSeconds, TimeUnit.SECONDS)
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
    return strategies
        .computeIfAbsent(tlsOf(host, port), Connections::strategy)
        .upgrade(socket, host, port, attachment, context);
  }

  /** A server belongs to the target whose Keystone it is or whose catalog names it. */
  private Tls tlsOf(String host, int port) {
    return configuration.get().targets().values().stream()
        .filter(target -> sessions.servers(target.name()).anyMatch(it -> isAt(it, host, port)))
        .map(Target::tls)
        .findFirst()
        .orElse(Tls.STANDARD);
  }

  private static boolean isAt(String address, String host, int port) {
    URI uri = URI.create(address);
    int at = uri.getPort() < 0 ? 443 : uri.getPort();
    return host.equalsIgnoreCase(uri.getHost()) && port == at;
  }

  private static TlsSocketStrategy strategy(Tls tls) {
    try {
      if (tls.insecure()) {
        SSLContext all =
            SSLContextBuilder.create().loadTrustMaterial(TrustAllStrategy.INSTANCE).build();
        return new DefaultClientTlsStrategy(all, NoopHostnameVerifier.INSTANCE);
      }
      if (tls.cacert().isPresent()) {
        return new DefaultClientTlsStrategy(
            SSLContextBuilder.create()
                .loadTrustMaterial(certificates(tls.cacert().get()), null)
                .build());
      }
      return DefaultClientTlsStrategy.createDefault();
    } catch (GeneralSecurityException | IOException e) {
      throw new ConfigurationException(
          "Tried to read the certificates of cacert = %s, but %s; give a readable PEM file"
              .formatted(tls.cacert().map(Path::toString).orElse(""), e.getMessage()));
    }
  }

  private static KeyStore certificates(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate it : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, it);
      }
    }
    return store;
  }
}
