package dev.berth.scheduler.plan;

/**
 * Something a backend keeps: a manifest, a service, a unit.
 *
 * @param kind the backend's word for it, such as {@code Deployment}
 * @param name the backend's name for it
 * @param document its content as the backend takes it, byte for byte; a precondition is sent beside it
 */
public record NativeObject(String kind, String name, String document) {
    /** Without the document: it has the values of variables and arguments (rule SEC-1). */
    @Override
    public String toString() {
        return "NativeObject[" + kind + " " + name + ", " + document.length() + " characters]";
    }
}
