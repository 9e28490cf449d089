package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.web;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRulesTest {
    private static final String KEY_RULE = "must be at most 63 letters, digits, '_', '.' and '-', with a letter or "
            + "digit first and last, after a DNS domain and '/' if needed";

    @ParameterizedTest
    @ValueSource(strings = {"tier", "a.b_c-D", "app.example.org/tier"})
    void aKeyIsANameWithADomainIfNeeded(String key) {
        accepted(web().label(key, "front").annotation(key, "any text\nat all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "a/", "/a", "A.org/a", "a/b/c", "a="})
    void anotherKeyIsRefused(String key) {
        refused(web().label(key, "x"), "labels" + step(key) + ": the key " + KEY_RULE);
    }

    @Test
    void anEndlessKeyIsRefusedWithoutRecursion() {
        String key = "a.".repeat(500_000) + "a/b";
        refused(web().annotation(key, "x"), "annotations[\"" + key + "\"]: the key " + KEY_RULE);
    }

    @Test
    void keysOfBerthItselfAreReserved() {
        refused(
                web().label("berth.dev/owner", "me"),
                "labels[\"berth.dev/owner\"]: the key must not begin with berth.dev/, " + "which is reserved");
    }

    @Test
    void aLabelsValueIsShortAndPlain() {
        accepted(web().label("tier", ""));
        refused(
                web().label("tier", "a b"),
                "labels.tier (='a b') must be empty or letters, digits, '_', '.' and '-', "
                        + "with a letter or digit first and last");
        refused(
                web().label("tier", "a".repeat(64)),
                "labels.tier (='" + "a".repeat(60) + "…') has 64 characters, at most 63 are allowed");
    }

    @Test
    void anAnnotationsValueHasAUtf8Form() {
        refused(
                web().annotation("note", "\ud800"),
                "annotations.note must not contain a lone surrogate: it has no UTF-8 form");
    }

    @Test
    void anOverridesTypeIsANameAndItsTextsAreDeliverable() {
        refused(
                web().override(NativeOverride.of("K8s", Map.of("a", Map.of("b", "\0"), "c", Double.NaN))),
                "overrides.K8s (='K8s') must be a backend's type: lower-case letters, digits and '-'",
                "overrides.K8s.a.b must not contain NUL: no process can be given it",
                "overrides.K8s.c (=NaN) must be a finite number");
    }

    private static String step(String key) {
        return key.matches("[A-Za-z0-9_-]+") ? "." + key : "[\"" + key + "\"]";
    }
}
