package io.glancesync.embedded.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ServerSocketFactory;
import org.apache.hc.core5.io.Closer;

/**
 * A listening socket whose port is free as soon as it is closed. With a thread that waits in {@link
 * ServerSocket#accept} the port may remain taken for seconds.
 */
final class Listening extends ServerSocket {
  /** Makes one such socket. */
  static final class Factory extends ServerSocketFactory {
    private ServerSocket made;

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return createServerSocket(port, 0);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      made = new Listening(port, backlog, address);
      return made;
    }

    /** Ends the listening. */
    void close() {
      Closer.closeQuietly(made);
    }
  }

  private final Selector selector = Selector.open();
  private final ServerSocketChannel channel = ServerSocketChannel.open();

  private Listening(int port, int backlog, InetAddress address) throws IOException {
    try {
      channel.bind(new InetSocketAddress(address, port), backlog);
      channel.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public Socket accept() throws IOException {
    try {
      while (true) {
        SocketChannel accepted = channel.accept();
        if (accepted != null) {
          return accepted.socket();
        }
        selector.select();
        selector.selectedKeys().clear();
      }
    } catch (ClosedSelectorException e) {
      throw new SocketException("closed");
    }
  }

  @Override
  public int getLocalPort() {
    return channel.socket().getLocalPort();
  }

  @Override
  public void setReuseAddress(boolean on) {
    // it is so by default, and now it would be too late
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }
}
