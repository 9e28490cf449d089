package dev.berth.scheduler.k8s;

import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.spi.Call;
import java.time.Duration;
import java.util.List;

/**
 * A service account of the lab's cluster. The server goes by what it knew before for a moment after accounts, roles and
 * bindings were made or deleted, and learns of each by itself.
 */
record LabAccount(String namespace, String name) {
    /** May do what is shipped while it is let in. */
    static final LabAccount SHIPPED = new LabAccount("berth-system", "berth");

    /** Returns once it may. */
    static void letIn() {
        Kubectl.apply(ShippedRoles.FILE);
        ShippedRoles.questions().forEach(question -> SHIPPED.awaitMay("default", question));
    }

    /** Returns once it may no longer, so that nobody who lets it in next takes what was for what is. */
    static void letOut() {
        Kubectl.delete(ShippedRoles.FILE);
        String user = "--as=system:serviceaccount:" + SHIPPED.namespace + ":" + SHIPPED.name;
        Call patience = patience();
        for (List<String> question : ShippedRoles.questions()) {
            while (mayDo(user, "default", question)) {
                patience.check("waiting until " + SHIPPED + " may no longer " + question, Effect.NONE);
            }
        }
    }

    /** As a pod of it has one. */
    String token() {
        return Kubectl.run("create", "token", name, "--namespace", namespace).strip();
    }

    /**
     * Asks as this one until it may.
     *
     * @param question a verb and what it is for
     */
    void awaitMay(String where, List<String> question) {
        String user = "--token=" + token();
        Call patience = patience();
        while (!mayDo(user, where, question)) {
            patience.check("waiting until " + this + " may " + question, Effect.NONE);
        }
    }

    private static boolean mayDo(String user, String where, List<String> question) {
        return Kubectl.does("auth", "can-i", question.get(0), question.get(1), "--namespace", where, user);
    }

    private static Call patience() {
        return Call.within(Duration.ofSeconds(60));
    }
}
