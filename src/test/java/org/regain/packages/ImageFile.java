package org.regain.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The image, read as an engine reads it: from the index to the layers, each found by its digest.
///
/// @param config what the image says about how it is run
record ImageFile(Path layout, JsonNode config, List<Path> layers) {

    private static final JsonMapper JSON = new JsonMapper();

    static ImageFile open(Path tar, Path layout) throws IOException, InterruptedException {
        Files.createDirectories(layout);
        Cell.run("tar", "-xf", tar.toString(), "-C", layout.toString());
        var manifest =
                read(layout, read(layout.resolve("index.json")).get("manifests").get(0));
        var layers = manifest.get("layers")
                .valueStream()
                .map(layer -> blob(layout, layer))
                .toList();
        return new ImageFile(layout, read(layout, manifest.get("config")), layers);
    }

    /// Lays the layers one over the other.
    void unpack(Path root) throws IOException, InterruptedException {
        Files.createDirectories(root);
        for (var layer : layers) {
            Cell.run("tar", "-xzpf", layer.toString(), "-C", root.toString());
        }
    }

    /// What it says is run, without arguments of one's own.
    List<String> entrypoint() {
        return strings("Entrypoint");
    }

    List<String> environment() {
        return strings("Env");
    }

    private List<String> strings(String name) {
        return config.get("config")
                .get(name)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static JsonNode read(Path layout, JsonNode described) {
        return read(blob(layout, described));
    }

    private static JsonNode read(Path file) {
        return JSON.readTree(file.toFile());
    }

    private static Path blob(Path layout, JsonNode described) {
        return layout.resolve("blobs/" + described.get("digest").asString().replace(':', '/'));
    }
}
