package io.glancesync.embedded.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.io.CloseMode;

/**
 * The open connections of a server. The server itself knows only those whose first request is
 * looked at already, and would let the others live on when it is shut.
 */
final class OpenConnections implements HttpConnectionFactory<DefaultBHttpServerConnection> {
  private final Http1Config config;
  private final Set<ServerConnection> open = new HashSet<>();
  private boolean isBroken;

  OpenConnections(Http1Config config) {
    this.config = config;
  }

  @Override
  public DefaultBHttpServerConnection createConnection(Socket socket) throws IOException {
    var connection = new ServerConnection();
    connection.bind(socket);
    synchronized (this) {
      if (!isBroken) {
        open.add(connection);
        return connection;
      }
    }
    // who was accepted just before is reset as well
    connection.close(CloseMode.IMMEDIATE);
    throw new SocketException("the server is shut");
  }

  @Override
  public DefaultBHttpServerConnection createConnection(SSLSocket secure, Socket socket) {
    throw new UnsupportedOperationException("there is no TLS");
  }

  /** Resets all connections, and those that are about to begin. */
  void breakAll() {
    List<ServerConnection> all;
    synchronized (this) {
      isBroken = true;
      all = List.copyOf(open);
    }
    all.forEach(it -> it.close(CloseMode.IMMEDIATE));
  }

  private synchronized void ended(ServerConnection connection) {
    open.remove(connection);
  }

  private final class ServerConnection extends DefaultBHttpServerConnection {
    ServerConnection() {
      super("http", config);
    }

    @Override
    public void close() throws IOException {
      super.close();
      ended(this);
    }

    @Override
    public void close(CloseMode mode) {
      super.close(mode);
      ended(this);
    }
  }
}
