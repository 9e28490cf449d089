package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.status.Version;

/** What the server is told to run: a line of facts, then a script for {@code /bin/sh}, run by each copy. */
record ToyObject(int replicas, long revision, Version version, String owner, String script) {
    static ToyObject parse(String document) {
        String[] lines = document.split("\n", 2);
        String[] facts = lines[0].split(" ", 5);
        Version version = new Version(facts[2], Long.parseLong(facts[3]));
        return new ToyObject(Integer.parseInt(facts[0]), Long.parseLong(facts[1]), version, facts[4], lines[1]);
    }

    String document() {
        String version = version().incarnation() + " " + version().generation();
        return replicas + " " + revision + " " + version + " " + owner + "\n" + script;
    }
}
