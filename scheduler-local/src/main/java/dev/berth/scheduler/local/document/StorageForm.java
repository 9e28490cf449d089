package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import java.util.Optional;

/** The JSON form of volumes, mounts and files. */
final class StorageForm {
    private StorageForm() {}

    static Node volume(Volume volume) {
        Json json = Json.object()
                .text("name", volume.name())
                .text("kind", volume.kind().name());
        return switch (volume.kind()) {
            case HOST_PATH ->
                json.text("path", ((Volume.HostPath) volume).path()).build();
            case NAMED -> json.text("source", ((Volume.Named) volume).source()).build();
            case EPHEMERAL -> json.build();
        };
    }

    static Volume volume(Fields fields) throws DocumentException {
        String name = fields.text("name");
        return switch (fields.constant("kind", Volume.Kind.class)) {
            case HOST_PATH -> new Volume.HostPath(name, fields.text("path"));
            case NAMED -> new Volume.Named(name, fields.text("source"));
            case EPHEMERAL -> new Volume.Ephemeral(name, Optional.empty());
        };
    }

    static Node mount(Mount mount) {
        return Json.object()
                .text("volume", mount.volume())
                .text("path", mount.path())
                .truth("readOnly", mount.readOnly())
                .build();
    }

    static Mount mount(Fields fields) throws DocumentException {
        return new Mount(fields.text("volume"), fields.text("path"), fields.truth("readOnly"));
    }

    static Node file(TaskFile file) {
        Json json = Json.object().text("path", file.path()).number("mode", file.mode());
        return switch (file.kind()) {
            case CONFIG ->
                json.text("content", ((TaskFile.Config) file).content()).build();
            case SECRET ->
                json.node("secret", EnvironmentForm.secret(((TaskFile.Secret) file).reference()))
                        .build();
        };
    }

    static TaskFile file(Fields fields) throws DocumentException {
        String path = fields.text("path");
        int mode = fields.wholeNumber("mode");
        return fields.has("content")
                ? new TaskFile.Config(path, fields.text("content"), mode)
                : new TaskFile.Secret(path, EnvironmentForm.secret(fields.map("secret")), mode);
    }
}
