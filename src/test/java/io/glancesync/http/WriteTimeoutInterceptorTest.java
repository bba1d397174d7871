package io.glancesync.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.content.WriteTimeout;
import io.glancesync.error.TransferException.Stalled;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS has locks of its own, which a blocked write holds: nobody may wait for them. */
@Timeout(300)
class WriteTimeoutInterceptorTest {
  private static final int SIZE = 32 << 20;

  @TempDir Path folder;
  private final List<Socket> accepted = new ArrayList<>();

  @Test
  void over_tls_too_each_write_to_a_server_that_does_not_read_is_broken_off() throws Exception {
    try (ServerSocket server =
            tls(folder)
                .getServerSocketFactory()
                .createServerSocket(0, 9, InetAddress.getByName("127.0.0.1"));
        var watchdog = new WriteTimeout(() -> Duration.ofSeconds(1), Ticker.REAL);
        CloseableHttpClient client = client(watchdog)) {
      var reader = new Thread(() -> acceptOnly(server));
      reader.setDaemon(true);
      reader.start();
      for (int i = 0; i < 2; i++) {
        var put = new HttpPut("https://127.0.0.1:" + server.getLocalPort() + "/file");
        put.setEntity(new ByteArrayEntity(new byte[SIZE], null));

        long begun = System.nanoTime();
        assertThatThrownBy(() -> client.execute(put, answer -> answer.getCode()))
            .isInstanceOf(Stalled.class)
            .hasMessageContaining("no byte moved for 1 s, because https://127.0.0.1:");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
      }
    }
    assertThat(accepted).hasSize(2);
  }

  private void acceptOnly(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.add(socket);
        ((SSLSocket) socket).startHandshake();
        // so that a write that nobody breaks off does not wait for ever
        CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS).execute(() -> close(socket));
      }
    } catch (Exception e) {
      // closed
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is no more
    }
  }

  private static CloseableHttpClient client(WriteTimeout watchdog) throws Exception {
    SSLContext all =
        SSLContextBuilder.create().loadTrustMaterial(TrustAllStrategy.INSTANCE).build();
    var builder =
        HttpClientBuilder.create()
            .disableAutomaticRetries()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setTlsSocketStrategy(
                        new DefaultClientTlsStrategy(
                            all, HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE))
                    .build());
    new WriteTimeoutInterceptor(watchdog).configure(builder);
    return builder.build();
  }

  /** Of a server whose certificate nobody knows. */
  static SSLContext tls(Path folder) throws Exception {
    Path file = folder.resolve("store.p12");
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String words =
        " -genkeypair -alias server -keyalg EC -dname CN=server -storetype PKCS12 -storepass changeit -keystore ";
    var process =
        new ProcessBuilder((program + words + file).split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
