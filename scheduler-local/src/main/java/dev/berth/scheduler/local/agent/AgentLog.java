package dev.berth.scheduler.local.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The agent's log: a file and the one before it, each of at most 1 MiB and one write. Thread-safe. */
final class AgentLog extends OutputStream {
    /** Where a file is full, in bytes. */
    static final long FULL = 1 << 20;

    private static final int TAIL = 2000;

    private final Path file;
    private OutputStream out;
    private long size;

    AgentLog(Path file) throws IOException {
        this.file = file;
        this.out = open();
    }

    private OutputStream open() throws IOException {
        OutputStream opened = Channels.newOutputStream(Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), AgentFiles.privateFile()));
        size = Files.size(file);
        return opened;
    }

    @Override
    public synchronized void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (size >= FULL) {
            out.close();
            trim(file);
            out = open();
        }
        out.write(bytes, offset, length);
        size += length;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /** Puts a full log aside. */
    static void trim(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) >= FULL) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last lines, for a message. */
    static String tail(Path file) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(TAIL, log.length())];
            log.seek(log.length() - end.length);
            log.readFully(end);
            return new String(end, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(can't be read: " + e.getMessage() + ")";
        }
    }
}
