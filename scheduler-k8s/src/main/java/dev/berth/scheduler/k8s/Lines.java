package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.WatchEvent;
import dev.berth.scheduler.k8s.connection.LineReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the lines of a watch and of a log are. */
final class Lines {
    /** An object has 3 MiB at most as it is sent, and its event may escape some of it. */
    private static final int LONGEST_EVENT = 16 << 20;

    private static final int LONGEST_PIECE = 64 << 10;

    static final LineReader<String> TEXT = new LineReader<>() {
        @Override
        public Optional<String> read(byte[] bytes, int length) {
            return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }

        @Override
        public int longest() {
            return LONGEST_PIECE;
        }

        @Override
        public boolean isWholeOnly() {
            return false;
        }
    };

    private Lines() {}

    static <T> LineReader<WatchEvent<T>> events(Codec<T> codec) {
        return new LineReader<>() {
            @Override
            public Optional<WatchEvent<T>> read(byte[] bytes, int length) throws IOException {
                return length == 0 ? Optional.empty() : Optional.of(codec.event(bytes, length));
            }

            @Override
            public int longest() {
                return LONGEST_EVENT;
            }

            @Override
            public boolean isWholeOnly() {
                return true;
            }
        };
    }
}
