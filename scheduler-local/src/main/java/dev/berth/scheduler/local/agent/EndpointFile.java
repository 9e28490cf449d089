package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.local.agent.wire.WireObject;
import dev.berth.scheduler.local.agent.wire.WireWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** Keeps an agent's endpoint in its state directory: whole or not at all, and for its owner only. */
final class EndpointFile {
    private final Path file;

    EndpointFile(AgentFiles files) {
        this.file = files.endpoint();
    }

    void write(AgentEndpoint endpoint) throws IOException {
        WireWriter text = new WireWriter();
        AgentEndpoint.CODEC.write(endpoint, text);
        byte[] body = text.body();
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                AgentFiles.privateFile()))) {
            out.write(body);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Empty when there is none; whether its agent still lives is another question.
     *
     * @throws DamagedFile when it holds what no agent writes
     */
    Optional<AgentEndpoint> read() throws IOException {
        try {
            AgentFiles.checkPrivate(file);
            return Optional.of(parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private AgentEndpoint parse(byte[] content) throws DamagedFile {
        try {
            return AgentEndpoint.CODEC.read(WireObject.parse(content));
        } catch (IOException | InvalidPathException e) {
            throw new DamagedFile(file, e);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
