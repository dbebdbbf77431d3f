package org.regain.nodes;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.regain.database.TestServer;
import org.regain.support.Claimant;
import org.regain.support.Deadline;
import org.regain.support.Launch;
import org.regain.support.TestMail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Three nodes that are processes, one PostgreSQL, one mail server, and a balancer before them. A process is dearer than one more
/// application in this JVM, and it alone can be killed.
final class Rig implements AutoCloseable {

    static final int NODES = 3;
    static final String MARTA = "marta@contoso.example";

    /// How long a node over a wire waits for what is held there.
    private static final int HELD_SECONDS = 120;

    private static final Pattern CLAIM = Pattern.compile("/claim#([0-9a-z]{52})");

    private final Path folder;
    private final TestServer server;
    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<MailGate> gates = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    final RoundRobin balancer = new RoundRobin(ports);
    final TestMail mail;

    private Rig(Path folder, List<String> launch, TestServer server) {
        this.folder = folder;
        this.server = server;
        sql().sql("create role rig_migrator login password 'for this rig' in role regain_owner")
                .update();
        mailServer.start();
        mail = new TestMail(mailServer);
        IntStream.range(0, NODES)
                .forEach(_ -> gates.add(new MailGate(mailServer.getSmtp().getPort())));
        for (var gate : gates) {
            var node = node("node" + nodes.size(), launch, gate.port());
            ports.add(node.port());
            nodes.add(node);
        }
    }

    /// The first makes the keys, whoever runs it puts them beside the others, and these start.
    static Rig start(Path folder) throws IOException {
        return start(folder, TestServer.start());
    }

    /// Over this PostgreSQL.
    static Rig start(Path folder, TestServer server) throws IOException {
        return new Rig(folder, underTest(), server).begin();
    }

    /// Each node but the first has a [Wire] to PostgreSQL of its own.
    static Rig wired(Path folder) throws IOException {
        var rig = new Rig(folder, underTest(), TestServer.start());
        for (var node : rig.nodes.subList(1, NODES)) {
            var url = rig.server.url("regain");
            var wire = new Wire(URI.create(url.substring("jdbc:".length())).getPort());
            rig.wires.add(wire);
            node.with("--regain.database.url=jdbc:postgresql://127.0.0.1:" + wire.port() + "/regain?socketTimeout="
                    + HELD_SECONDS);
        }
        return rig.begin();
    }

    /// Of another release, which makes the database of its own.
    ///
    /// @param launch how that is run, up to its settings
    static Rig earlier(Path folder, List<String> launch) throws IOException {
        var rig = new Rig(folder, launch, TestServer.start());
        rig.sql().sql("""
                drop schema regain cascade;
                create schema regain authorization regain_owner;
                grant usage on schema regain to regain_app, regain_admin, regain_mailer
                """).update();
        return rig.begin();
    }

    private Rig begin() throws IOException {
        var first = nodes.getFirst();
        first.begin().awaitPort();
        for (var other : nodes.subList(1, NODES)) {
            Files.copy(first.keys(), other.keys());
            other.begin();
        }
        nodes.forEach(NodeProcess::awaitPort);
        return this;
    }

    /// One more with the same settings, from the classes under test, and a folder without keys.
    NodeProcess another(String name) {
        return node(name, underTest(), mailServer.getSmtp().getPort());
    }

    /// The same, which knows the mail server and the database by their names alone.
    NodeProcess naming(String name, Names names) {
        var node = node(name, Launch.of(names.options()), mailServer.getSmtp().getPort());
        return node.with("--spring.mail.host=" + Names.MAIL)
                .with("--regain.database.url=" + server.url("regain").replace("127.0.0.1", Names.DATABASE));
    }

    /// Nobody else serves from now on.
    void serveBy(NodeProcess... these) {
        ports.clear();
        for (var node : these) {
            join(node);
        }
    }

    void serveByAll() {
        serveBy(nodes.toArray(NodeProcess[]::new));
    }

    /// It serves as well from now on, as number [#NODES].
    void join(NodeProcess another) {
        ports.add(another.port());
    }

    void leave(NodeProcess another) {
        ports.remove(Integer.valueOf(another.port()));
    }

    private static List<String> underTest() {
        return Launch.of("-Xmx320m");
    }

    private NodeProcess node(String name, List<String> launch, int mailPort) {
        try {
            return new NodeProcess(Files.createDirectory(folder.resolve(name)), launch, settings(mailPort));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> settings(int mailPort) {
        return List.of(
                "--regain.base-url=" + balancer.url(),
                "--regain.database.url=" + server.url("regain"),
                "--regain.database.app.password=" + server.appPassword(),
                "--regain.database.mailer.password=" + server.mailerPassword(),
                "--regain.database.admin.password=" + server.adminPassword(),
                "--regain.database.migrate.user=rig_migrator",
                "--regain.database.migrate.password=for this rig",
                "--regain.mail.from=Regain <no-reply@contoso.example>",
                "--regain.organisation.name=Contoso Partners",
                "--regain.organisation.admin=" + MARTA,
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mailPort);
    }

    NodeProcess node(int number) {
        return nodes.get(number);
    }

    /// That of any but the first.
    Wire wire(int number) {
        return wires.get(number - 1);
    }

    MailGate gate(int number) {
        return gates.get(number);
    }

    /// What the first start printed for the first global administrator.
    String claimLink() throws IOException {
        Deadline.await("a claim link")
                .until(() -> CLAIM.matcher(nodes.getFirst().said()).find());
        var found = CLAIM.matcher(nodes.getFirst().said());
        return found.results().toList().getLast().group(1);
    }

    /// At a browser before the balancer.
    Claimant somebody() {
        return new Claimant(balancer.url(), mail);
    }

    /// As the superuser.
    JdbcClient sql() {
        return JdbcClient.create(superuser());
    }

    DriverManagerDataSource superuser() {
        return new DriverManagerDataSource(
                server.url("regain") + "?currentSchema=regain", "postgres", server.superuserPassword());
    }

    int count(String query) {
        return sql().sql(query).query(Integer.class).single();
    }

    @Override
    public void close() throws IOException {
        for (var node : nodes) {
            node.close();
        }
        for (var gate : gates) {
            gate.close();
        }
        for (var wire : wires) {
            wire.close();
        }
        balancer.close();
        mailServer.stop();
    }
}
