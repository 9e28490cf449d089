package dev.berth.scheduler.cli.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What other schedulers' commands are called here, for those whose fingers know them. */
final class OtherWords {
    private static final Map<String, String> COMMANDS = new HashMap<>();
    private static final Map<String, String> OPTIONS = new HashMap<>();

    static {
        commands("list", "ls", "ps", "services", "jobs", "workloads", "deployments");
        commands("instances", "pods", "pod", "containers", "allocs", "alloc", "tasks");
        commands("get", "show", "inspect", "cat");
        commands("explain", "describe", "status", "why");
        commands("apply", "create", "up", "deploy", "start", "submit", "set", "update", "edit");
        commands("remove", "delete", "rm", "stop", "down", "kill", "purge", "destroy", "uninstall");
        commands("watch", "events", "monitor");
        commands("endpoints", "port", "ports", "address");
        commands("logs", "log", "tail");
        commands("plan", "diff");
        commands("validate", "lint", "check");
        commands("restart", "reload");
        commands("history", "revisions");
        commands("rollback", "revert", "undo");
        commands("agent", "system", "server", "daemon");
        options(
                "names are WORKLOAD or NAMESPACE/WORKLOAD, and without -n all namespaces are meant",
                "-A",
                "--all-namespaces",
                "--all",
                "-a");
        options("write WORKLOAD=REPLICAS, such as web=3", "--replicas", "--count");
        options("labels are given with -l LABEL=VALUE", "--label", "--labels");
        options("the backend is chosen with --backend NAME", "--context", "--cluster");
        options("the configuration is named with --config FILE", "--kubeconfig");
        options("instances that have ended are shown too", "-p", "--previous");
        options("berth watch tells every change", "--watch");
    }

    private OtherWords() {}

    /** The command that does what another tool's command {@code word} does. */
    static Optional<String> command(String word) {
        return Optional.ofNullable(COMMANDS.get(word));
    }

    /** How what another tool's option asks for is said here, in a clause. */
    static Optional<String> option(String word) {
        int equals = word.indexOf('=');
        return Optional.ofNullable(OPTIONS.get(equals < 0 ? word : word.substring(0, equals)));
    }

    private static void commands(String ours, String... others) {
        for (String other : others) {
            COMMANDS.put(other, ours);
        }
    }

    private static void options(String hint, String... others) {
        for (String other : others) {
            OPTIONS.put(other, hint);
        }
    }
}
