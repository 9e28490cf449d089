package dev.berth.scheduler.core.adapter;

import java.nio.file.Path;
import java.util.Map;

/** HOME as the shell sees it; the JVM's own idea of it comes from the user database and ignores the variable. */
public final class HomeDirectory {
    private HomeDirectory() {}

    /** The user database's where the variable says no absolute path. */
    public static Path of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.startsWith("/") ? home : System.getProperty("user.home", "/"));
    }
}
