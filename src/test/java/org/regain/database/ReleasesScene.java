package org.regain.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.embedded.EmbeddedServer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A database as an earlier release made it. Each release is kept by its migrations (`java src/build/Release.java`), with rows of its day beside them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReleasesScene {

    private static final Path RELEASES = Path.of("src/test/resources/releases");
    static final Login MIGRATOR = new Login("upgrading_migrator", "for this test");

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    JdbcClient upgraded;

    @TempDir
    private Path folder;

    static Stream<Path> releases() throws IOException {
        try (var files = Files.list(RELEASES)) {
            return files.filter(it -> it.toString().endsWith(".zip")).sorted().toList().stream();
        }
    }

    @BeforeAll
    void start() {
        server = TestServer.start();
        upgraded = root("upgraded");
        root("postgres")
                .sql("create role upgrading_migrator login password 'for this test' in role regain_owner")
                .update();
    }

    @BeforeEach
    void anEmptyDatabase() {
        root("postgres")
                .sql("create database upgraded owner regain_owner template template0")
                .update();
        upgraded.sql(
                        "create schema regain authorization regain_owner; grant usage on schema regain to regain_app, regain_admin, regain_mailer")
                .update();
    }

    @AfterEach
    void dropIt() {
        root("postgres").sql("drop database upgraded with (force)").update();
    }

    void install(Path release) throws IOException, SQLException {
        try (var zip = new ZipFile(release.toFile())) {
            for (var entry : zip.stream().toList()) {
                Files.copy(zip.getInputStream(entry), folder.resolve(entry.getName()));
            }
        }
        new Migrations(database())
                .flyway(MIGRATOR, Migrations.OWNER, "filesystem:" + folder)
                .migrate();
        var rows = RELEASES.resolve(release.getFileName().toString().replace(".zip", ".sql"));
        try (var connection = DriverManager.getConnection(
                        server.url("upgraded"), EmbeddedServer.SUPERUSER, server.superuserPassword());
                var sql = connection.createStatement()) {
            sql.execute(Files.readString(rows));
        }
    }

    Database database() {
        return new Database(
                server.url("upgraded"),
                new Login(Login.APP, server.appPassword()),
                new Login(Login.MAILER, server.mailerPassword()),
                new Login(Login.ADMIN, server.adminPassword()),
                MIGRATOR,
                null);
    }

    private JdbcClient root(String database) {
        return JdbcClient.create(new DriverManagerDataSource(
                server.url(database) + "?currentSchema=regain", EmbeddedServer.SUPERUSER, server.superuserPassword()));
    }
}
