package dev.berth.scheduler.spec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules of the files and mounts of a task: what stands at which path. */
final class FileRules {
    private static final int ALL_PERMISSIONS = 0777;

    private FileRules() {}

    static void check(Task task, WorkloadSpec spec, Findings findings) {
        Map<String, String> taken = new HashMap<>();
        for (int i = 0; i < task.files().size(); i++) {
            Findings place = findings.field("files").item(i);
            file(task.files().get(i), place);
            path(task.files().get(i).path(), "files[" + i + "]", taken, place.field("path"));
        }
        for (int i = 0; i < task.mounts().size(); i++) {
            Mount mount = task.mounts().get(i);
            Findings place = findings.field("mounts").item(i);
            boolean exists =
                    spec.volumes().stream().anyMatch(volume -> volume.name().equals(mount.volume()));
            place.field("volume").require(exists, mount.volume(), "must be the name of a volume of this workload");
            path(mount.path(), "mounts[" + i + "]", taken, place.field("path"));
        }
        nesting(task, findings);
    }

    private static void path(String path, String owner, Map<String, String> taken, Findings findings) {
        findings.absolutePath(path);
        String earlier = taken.putIfAbsent(plain(path), owner);
        findings.require(earlier == null, path, "must be used once in a task, " + earlier + " has it too");
    }

    /** What lies below a file can't be there together with it. */
    private static void nesting(Task task, Findings findings) {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < task.files().size(); i++) {
            files.put(plain(task.files().get(i).path()), "files[" + i + "]");
        }
        for (int i = 0; i < task.files().size(); i++) {
            below(task.files().get(i).path(), files, findings.field("files").item(i));
        }
        for (int i = 0; i < task.mounts().size(); i++) {
            below(task.mounts().get(i).path(), files, findings.field("mounts").item(i));
        }
    }

    private static void below(String path, Map<String, String> files, Findings findings) {
        String plain = plain(path);
        for (int end = plain.lastIndexOf('/'); end > 0; end = plain.lastIndexOf('/', end - 1)) {
            String file = files.get(plain.substring(0, end));
            findings.field("path").require(file == null, path, "must not lie below " + file + ", which is a file");
        }
    }

    /** The same path in one way of writing it. */
    private static String plain(String path) {
        return Arrays.stream(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .collect(Collectors.joining("/", "/", ""));
    }

    private static void file(TaskFile file, Findings findings) {
        if (file.mode() < 0 || file.mode() > ALL_PERMISSIONS) {
            findings.field("mode")
                    .refuse("mode (=" + octal(file.mode()) + ") must be permission bits from 0000 to 0777");
        }
        if (file instanceof TaskFile.Config config) {
            findings.field("content").deliverable(config.content());
        } else if (file instanceof TaskFile.Secret secret) {
            SecretRules.check(secret.reference(), findings.field("secret"));
        }
    }

    private static String octal(int mode) {
        return mode < 0 ? Integer.toString(mode) : "0" + Integer.toOctalString(mode);
    }
}
