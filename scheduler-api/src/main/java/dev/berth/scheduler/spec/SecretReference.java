package dev.berth.scheduler.spec;

/**
 * Names a secret that the backend holds. The value itself never passes through Berth's model.
 *
 * @param name the secret
 * @param key the entry within it; empty where the backend's secrets have one value only
 */
public record SecretReference(String name, String key) {}
