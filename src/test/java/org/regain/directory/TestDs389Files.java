package org.regain.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is in the folder of a [TestDs389]: that of its own installer, which takes systemd, with ports and files of the test's own.
final class TestDs389Files {

    private static final Path TEMPLATE = Path.of("/usr/share/dirsrv/data/template-dse.ldif");
    private static final String CERTUTIL = "/usr/bin/certutil";

    private TestDs389Files() {}

    static void write(Path folder, TestAuthority authority, int plain, int tls) throws IOException {
        for (String each : List.of("config/schema", "lock", "tmp", "cert", "ldif", "bak", "run", "inst", "log", "db")) {
            Files.createDirectories(folder.resolve(each));
        }
        certificate(folder, authority);
        Files.writeString(folder.resolve("config/certmap.conf"), "certmap default default\n");
        Files.writeString(folder.resolve("config/slapd-collations.conf"), "");
        Files.writeString(folder.resolve("config/schema/99user.ldif"), "dn: cn=schema\n");
        Files.writeString(folder.resolve("config/dse.ldif"), settings(folder, plain, tls));
    }

    private static void certificate(Path folder, TestAuthority authority) throws IOException {
        var name = folder.getFileName().toString();
        authority.sign(name, "localhost");
        var files = authority.folder();
        Programs.run(
                files,
                List.of(
                        TestAuthority.PROGRAM,
                        "pkcs12",
                        "-export",
                        "-in",
                        name + ".pem",
                        "-inkey",
                        name + ".key",
                        "-certfile",
                        "ca.pem",
                        "-name",
                        "Server-Cert",
                        "-passout",
                        "pass:",
                        "-out",
                        name + ".p12"));
        var database = folder.resolve("cert").toString();
        Programs.run(files, List.of(CERTUTIL, "-N", "-d", database, "--empty-password"));
        Programs.run(files, List.of(CERTUTIL, "-A", "-d", database, "-n", "ca", "-t", "CT,,", "-i", "ca.pem"));
        Programs.run(files, List.of(TestDs389.CERTIFICATES, "-i", name + ".p12", "-d", database, "-W", "", "-K", ""));
    }

    private static String settings(Path folder, int plain, int tls) throws IOException {
        var values = Map.ofEntries(
                Map.entry("schema_dir", folder + "/config/schema"),
                Map.entry("lock_dir", folder + "/lock"),
                Map.entry("tmp_dir", folder + "/tmp"),
                Map.entry("cert_dir", folder + "/cert"),
                Map.entry("ldif_dir", folder + "/ldif"),
                Map.entry("bak_dir", folder + "/bak"),
                Map.entry("run_dir", folder + "/run"),
                Map.entry("inst_dir", folder + "/inst"),
                Map.entry("log_dir", folder + "/log"),
                Map.entry("config_dir", folder + "/config"),
                Map.entry("db_dir", folder + "/db"),
                Map.entry("db_home_dir", folder + "/db"),
                Map.entry("db_lib", "bdb"),
                Map.entry("fqdn", "localhost"),
                Map.entry("ds_port", String.valueOf(plain)),
                Map.entry("ds_user", System.getProperty("user.name")),
                Map.entry("ds_suffix", TestDs389.SUFFIX),
                Map.entry("rootdn", TestDs389.ROOT),
                Map.entry("ds_passwd", TestDs389.ROOT_PASSWORD),
                Map.entry("ldapi_enabled", "off"),
                Map.entry("ldapi", folder + "/run/ldapi"),
                Map.entry("ldapi_autobind", "off"));
        String settings = Files.readString(TEMPLATE);
        for (var value : values.entrySet()) {
            settings = settings.replace("%" + value.getKey() + "%", value.getValue());
        }
        return settings.replace("nsslapd-localhost: localhost\n", """
                        nsslapd-localhost: localhost
                        nsslapd-listenhost: 127.0.0.1
                        nsslapd-securelistenhost: 127.0.0.1
                        nsslapd-secureport: %d
                        nsslapd-security: on
                        nsslapd-rootpwstoragescheme: CLEAR
                        """.formatted(tls))
                        // Of all that the machine has it would take a part.
                        .replace(
                                "nsslapd-db-home-directory:",
                                "nsslapd-cache-autosize: 0\nnsslapd-dbcachesize: 2000000\nnsslapd-db-durable-transaction: off\nnsslapd-lookthroughlimit: 50\n"
                                        + "nsslapd-db-home-directory:")
                        .stripTrailing()
                + """


                        dn: cn="%1$s",cn=mapping tree,cn=config
                        objectClass: top
                        objectClass: extensibleObject
                        objectClass: nsMappingTree
                        cn: %1$s
                        nsslapd-state: backend
                        nsslapd-backend: userroot

                        dn: cn=userroot,cn=ldbm database,cn=plugins,cn=config
                        objectClass: top
                        objectClass: extensibleObject
                        objectClass: nsBackendInstance
                        cn: userroot
                        nsslapd-suffix: %1$s
                        """.formatted(TestDs389.SUFFIX);
    }
}
