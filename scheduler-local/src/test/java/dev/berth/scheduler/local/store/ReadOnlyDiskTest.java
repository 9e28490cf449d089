package dev.berth.scheduler.local.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of its own, which only root can mount: switched on by {@code -Dtests.mounts=allowed}. */
@Tag("own-disk")
class ReadOnlyDiskTest {
    @TempDir
    private Path directory;

    @Test
    void aFileThatCanNotBeWrittenAnyMoreIsReadAndWrittenAgainWhenItCan() throws Exception {
        OwnDisk.run(directory, "1m", ReadOnlyDiskChild.class);
    }
}
