package org.regain.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An authority of the test's own, and certificates that it signs, made by openssl.
///
/// @param folder with `ca.pem`
public record TestAuthority(Path folder) {

    public static final String PROGRAM = "/usr/bin/openssl";

    public static TestAuthority in(Path folder) throws IOException {
        Files.createDirectories(folder);
        run(
                folder,
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=Contoso test authority",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem");
        return new TestAuthority(folder);
    }

    public Path ca() {
        return folder.resolve("ca.pem");
    }

    /// Makes `NAME.pem` and `NAME.key`.
    ///
    /// @param host whom it names
    public void sign(String name, String host) throws IOException {
        run(
                folder,
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=DNS:" + host,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr");
        run(
                folder,
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-copy_extensions",
                "copy",
                "-days",
                "30",
                "-out",
                name + ".pem");
    }

    private static void run(Path folder, String... arguments) throws IOException {
        var command = new java.util.ArrayList<String>();
        command.add(PROGRAM);
        command.addAll(java.util.List.of(arguments));
        Programs.run(folder, command);
    }
}
