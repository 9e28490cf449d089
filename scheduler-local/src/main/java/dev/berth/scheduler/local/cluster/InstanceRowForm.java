package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.local.document.DocumentException;
import dev.berth.scheduler.local.document.Fields;
import dev.berth.scheduler.local.document.Json;
import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Termination;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON form of an {@link InstanceRow}, as it stands in the state file. */
final class InstanceRowForm {
    private InstanceRowForm() {}

    static String write(LiveInstance instance) {
        InstanceRow row = instance.row();
        Json json = Json.object()
                .text("id", row.id().toString())
                .node("origin", origin(row.origin()))
                .node("site", row.site().map(InstanceRowForm::site));
        life(json, row);
        if (instance.isGroup()) {
            Json members = Json.object();
            instance.members()
                    .forEach(member -> members.node(
                            member.task().name(),
                            life(Json.object(), member.row()).build()));
            json.node("tasks", members.build());
        }
        return JsonText.compact(json.build());
    }

    private static Json life(Json json, InstanceRow row) {
        return json.text("phase", row.phase().name())
                .node("run", run(row.run()))
                .node("restarts", restarts(row.restarts()))
                .text("reason", row.note().reason())
                .text("message", row.note().message())
                .node("end", row.end().map(InstanceRowForm::end));
    }

    static InstanceRow read(Fields fields) throws DocumentException {
        Optional<Fields> site = fields.optionalMap("site");
        return life(
                InstanceId.parse(fields.text("id")),
                origin(fields.map("origin")),
                site.isPresent() ? Optional.of(site(site.get())) : Optional.empty(),
                fields);
    }

    /** Reads the rows of what has several tasks into its members. */
    static void readMembers(Fields fields, LiveInstance instance) throws DocumentException {
        InstanceRow row = instance.row();
        for (LiveInstance member : instance.members()) {
            Fields life = fields.map("tasks").map(member.task().name());
            member.row(life(row.id(), row.origin(), Optional.empty(), life));
        }
    }

    private static InstanceRow life(
            InstanceId id, InstanceRow.Origin origin, Optional<InstanceRow.Site> site, Fields fields)
            throws DocumentException {
        Optional<Fields> end = fields.optionalMap("end");
        return new InstanceRow(
                id,
                origin,
                site,
                fields.constant("phase", InstancePhase.class),
                run(fields.map("run")),
                restarts(fields.map("restarts")),
                new InstanceRow.Note(fields.text("reason"), fields.text("message")),
                end.isPresent() ? Optional.of(end(end.get())) : Optional.empty());
    }

    private static Node origin(InstanceRow.Origin origin) {
        return Json.object()
                .text("run", origin.run())
                .text("node", origin.node())
                .text("incarnation", origin.incarnation())
                .number("revision", origin.revision())
                .number("index", origin.index())
                .number("sequence", origin.sequence())
                .build();
    }

    private static InstanceRow.Origin origin(Fields fields) throws DocumentException {
        return new InstanceRow.Origin(
                fields.text("incarnation"),
                fields.number("revision"),
                fields.wholeNumber("index"),
                fields.number("sequence"),
                fields.optionalText("run"),
                fields.optionalText("node"));
    }

    private static Node site(InstanceRow.Site site) {
        Json ports = Json.object();
        site.ports().forEach(ports::number);
        return Json.object()
                .text("node", site.node())
                .node("ports", ports.build())
                .build();
    }

    private static InstanceRow.Site site(Fields fields) throws DocumentException {
        Map<String, Integer> ports = new TreeMap<>();
        for (String name : fields.textMap("ports").keySet()) {
            ports.put(name, fields.map("ports").wholeNumber(name));
        }
        return new InstanceRow.Site(fields.text("node"), ports);
    }

    private static Node run(InstanceRow.Run run) {
        Json json = Json.object().number("attempt", run.attempt()).truth("ready", run.ready());
        run.startedAt().ifPresent(at -> json.text("startedAt", at.toString()));
        run.readySince().ifPresent(at -> json.text("readySince", at.toString()));
        run.identity()
                .ifPresent(identity -> json.number("processId", identity.processId())
                        .number("startTicks", identity.startTicks())
                        .text("bootId", identity.bootId()));
        return json.build();
    }

    private static InstanceRow.Run run(Fields fields) throws DocumentException {
        Optional<ProcessIdentity> identity = fields.has("processId")
                ? Optional.of(new ProcessIdentity(
                        fields.number("processId"), fields.number("startTicks"), fields.text("bootId")))
                : Optional.empty();
        return new InstanceRow.Run(
                fields.number("attempt"), identity, instant(fields, "startedAt"), readySince(fields));
    }

    /** A state file that was written before there was a time for it only says that it is: then for long. */
    private static Optional<Instant> readySince(Fields fields) throws DocumentException {
        Optional<Instant> since = instant(fields, "readySince");
        return fields.truth("ready") ? since.or(() -> Optional.of(Instant.EPOCH)) : Optional.empty();
    }

    private static Node restarts(InstanceRow.Restarts restarts) {
        return Json.object()
                .number("count", restarts.count())
                .number("step", restarts.step())
                .list("recent", restarts.recent(), at -> ScalarNode.text(at.toString()))
                .build();
    }

    private static InstanceRow.Restarts restarts(Fields fields) throws DocumentException {
        List<Instant> recent = new ArrayList<>();
        for (String at : fields.texts("recent")) {
            recent.add(instant(at));
        }
        return new InstanceRow.Restarts(fields.wholeNumber("count"), fields.wholeNumber("step"), recent);
    }

    static Node end(Termination end) {
        Json json = Json.object()
                .text("kind", end.kind().name())
                .number("exitCode", end.exitCode())
                .text("signal", end.signal())
                .text("message", end.message());
        end.at().ifPresent(at -> json.text("at", at.toString()));
        return json.build();
    }

    static Termination end(Fields fields) throws DocumentException {
        return new Termination(
                fields.constant("kind", Termination.Kind.class),
                fields.wholeNumber("exitCode"),
                fields.text("signal"),
                fields.text("message"),
                instant(fields, "at"));
    }

    static Optional<Instant> instant(Fields fields, String name) throws DocumentException {
        return fields.has(name) ? Optional.of(instant(fields.text(name))) : Optional.empty();
    }

    static Instant instant(String text) throws DocumentException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw DocumentException.of("'" + text + "' is not a time");
        }
    }
}
