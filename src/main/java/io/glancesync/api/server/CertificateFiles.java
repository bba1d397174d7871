package io.glancesync.api.server;

import io.glancesync.api.HttpSettings.TlsFiles;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/** The files of the certificate, which may be renewed while the service runs. */
final class CertificateFiles {
  private final Optional<TlsFiles> files;
  private List<FileTime> seen;
  private List<FileTime> used;

  CertificateFiles(Optional<TlsFiles> files) {
    this.files = files;
    seen = times();
    used = seen;
  }

  /**
   * @throws ConfigurationException if one of them cannot be read
   */
  void require() {
    files.ifPresent(
        it -> {
          for (Path file : List.of(it.certificate(), it.key())) {
            try {
              Files.newInputStream(file).close();
            } catch (IOException e) {
              throw new ConfigurationException(
                  "Tried to read the certificate of the HTTP API, but " + FileErrors.text(e),
                  "correct glancesync.http.certificate or .key in conf/application.properties, or make the file readable");
            }
          }
        });
  }

  /**
   * The files, if both were changed or one of them was, and neither has been since the last poll.
   */
  Optional<TlsFiles> renewed() {
    List<FileTime> now = times();
    boolean isQuiet = now.equals(seen);
    seen = now;
    if (!isQuiet || now.equals(used)) {
      return Optional.empty();
    }
    used = now;
    return files;
  }

  private List<FileTime> times() {
    return files.stream()
        .flatMap(it -> List.of(it.certificate(), it.key()).stream())
        .map(CertificateFiles::time)
        .toList();
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
