package dev.berth.scheduler.k8s.connection;

/**
 * A text in PEM, which may be secret.
 *
 * @param name where it stands, such as {@code authority (=/etc/ca.pem)}
 */
record Pem(String name, String text) {
    @Override
    public String toString() {
        return name;
    }
}
