package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.SLEEP;
import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.empty;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;
import static dev.berth.scheduler.spec.Specs.web;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRulesTest {
    @Test
    void aSpecHasExactlyOneMainTask() {
        refused(empty(), "tasks must have exactly one of role main, not 0");
        refused(
                web().task(Task.builder("second").artifact(SLEEP).build()),
                "tasks must have exactly one of role main, not 2");
    }

    @Test
    void namesOfTasksAreUnique() {
        refused(web().task(sidecar("main").build()), "tasks[1].name (='main') must be unique, tasks[0] has it too");
    }

    @Test
    void aNameIsADnsLabelOfAtMost15Characters() {
        accepted(Task.builder("a23456789012345").artifact(SLEEP));
        refused(
                Task.builder("a234567890123456").artifact(SLEEP),
                "tasks[0].name (='a234567890123456') has 16 characters, at most 15 are allowed");
        refused(
                Task.builder("Main").artifact(SLEEP),
                "tasks[0].name (='Main') must be a DNS label: lower-case letters, digits and '-', "
                        + "with a letter or digit first and last");
    }

    @Test
    void aTaskHasAnArtifact() {
        refused(Task.builder("main"), "tasks[0].artifacts must name at least one image or process");
    }

    @Test
    void initTasksAndSidecarsAreWelcomeBesideMain() {
        accepted(web().task(init().build())
                .task(sidecar("proxy").stopOrder(Task.StopOrder.BEFORE_MAIN).build()));
    }

    @Test
    void onlyASidecarHasAStopOrder() {
        refused(
                task().stopOrder(Task.StopOrder.BEFORE_MAIN),
                "tasks[0].stopOrder (=before-main) is for a sidecar only, this is of role main");
    }

    @Test
    void anInitTaskHasNeitherHealthNorPorts() {
        Probe probe = Probe.builder(ProbeCheck.tcp("http")).build();
        refused(
                web().task(init().port(Port.dynamic("http")).readiness(probe).build()),
                "tasks[1].health is not for a task of role init: it ends before the instance is ready",
                "tasks[1].ports are not for a task of role init: it ends before the instance is ready");
    }

    @Test
    void aWorkingDirectoryIsAnAbsolutePath() {
        accepted(task().workingDirectory("/srv/web"));
        refused(task().workingDirectory("srv"), "tasks[0].workingDirectory (='srv') must be an absolute path");
    }

    @Test
    void aPathDoesNotClimb() {
        refused(
                task().workingDirectory("/srv/../etc"),
                "tasks[0].workingDirectory (='/srv/../etc') must not contain '..': "
                        + "it has to name its place itself");
    }

    @Test
    void aPathFitsOnALine() {
        refused(
                task().workingDirectory("/srv\nUser=root"),
                "tasks[0].workingDirectory (='/srv\\u000aUser=root') "
                        + "must not contain control characters or lone surrogates");
    }

    @ParameterizedTest
    @ValueSource(strings = {"www-data", "1000", "1000:1000", "web:www-data", "_apt"})
    void aUserIsANameOrANumberWithAGroupIfNeeded(String user) {
        accepted(task().user(user));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "a:", ":a", "a:b:c", "rööt"})
    void anotherUserIsRefused(String user) {
        refused(task().user(user), "tasks[0].user (='" + user + "') must be a user's name or number, or user:group");
    }

    @Test
    void aStopSignalIsKnown() {
        accepted(task().stop(new StopPolicy("QUIT", Duration.ofSeconds(5))));
        refused(
                task().stop(new StopPolicy("SIGTERM", Duration.ZERO)),
                "tasks[0].stop.signal (='SIGTERM') must be one of TERM, INT, QUIT, HUP, KILL, USR1, USR2, "
                        + "WINCH, ABRT, ALRM, CONT, PIPE");
    }

    @Test
    void aGraceIsNotNegative() {
        refused(
                task().stop(new StopPolicy("TERM", Duration.ofSeconds(-1))),
                "tasks[0].stop.grace (=PT-1S) must be 0 or longer");
    }

    @Test
    void aDurationIsAtMostAYear() {
        refused(
                task().stop(new StopPolicy("TERM", Duration.ofSeconds(Long.MAX_VALUE))),
                "tasks[0].stop.grace (=PT2562047788015215H30M7S) must be at most 365 days");
    }

    private static Task.Builder init() {
        return Task.builder("init").artifact(SLEEP).role(Task.Role.INIT);
    }

    private static Task.Builder sidecar(String name) {
        return Task.builder(name).artifact(SLEEP).role(Task.Role.SIDECAR);
    }
}
