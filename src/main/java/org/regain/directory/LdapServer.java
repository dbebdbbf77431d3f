package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// One server of a directory: by TLS alone, and only where its certificate names the host that was asked for.
final class LdapServer implements AutoCloseable {

    private static final int PLAIN_PORT = 389;
    private static final int TLS_PORT = 636;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final int MOST_CONNECTIONS = 8;

    private final URI url;
    private final SingleServerSet set;
    private final @Nullable StartTLSPostConnectProcessor startTls;
    private final LDAPConnectionPool pool;
    private final ServerKind kind;
    private volatile @Nullable Said said;

    /// @param connection by which it was said; later ones have higher numbers
    private record Said(Dialect dialect, long connection) {}

    /// Connects to nothing yet.
    LdapServer(URI url, SSLSocketFactory tls, SimpleBindRequest serviceAccount, ServerKind kind) {
        this.url = url;
        this.kind = kind;
        boolean ldaps = "ldaps".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : ldaps ? TLS_PORT : PLAIN_PORT;
        var timed = new TimedSockets(tls, CONNECT);
        startTls = ldaps ? null : new StartTLSPostConnectProcessor(timed);
        set = ldaps
                ? new SingleServerSet(url.getHost(), port, timed, options())
                : new SingleServerSet(url.getHost(), port, options());
        try {
            pool = new LDAPConnectionPool(set, serviceAccount, 0, MOST_CONNECTIONS, startTls);
        } catch (LDAPException e) {
            throw new IllegalStateException("A pool that connects to nothing failed", e);
        }
        pool.setMaxConnectionAgeMillis(OLDEST.toMillis());
        pool.setMaxWaitTimeMillis(ANSWER.toMillis());
        pool.setRetryFailedOperationsDueToInvalidConnections(false);
    }

    private static LDAPConnectionOptions options() {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) CONNECT.toMillis());
        options.setResponseTimeoutMillis(ANSWER.toMillis());
        options.setSSLSocketVerifier(new TimedSockets.NamedHost());
        options.setFollowReferrals(false);
        options.setBindWithDNRequiresPassword(true);
        options.setUseKeepAlive(true);
        return options;
    }

    URI url() {
        return url;
    }

    /// Asks as the service account. A connection that died while nobody used it is replaced once, before the asked; so the asked has to
    /// begin with something that may be asked twice.
    <T> T ask(Asked<T> asked) throws LDAPException {
        LDAPConnection connection = pool.getConnection();
        boolean fine = false;
        try {
            T answer;
            try {
                answer = asked.ask(new Conversation(this, connection, dialect(connection)));
            } catch (LDAPException e) {
                if (!e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
                    throw e;
                }
                connection = pool.replaceDefunctConnection(connection);
                answer = asked.ask(new Conversation(this, connection, dialect(connection)));
            }
            fine = connection.isConnected();
            return answer;
        } catch (LDAPException e) {
            fine = e.getResultCode().isConnectionUsable();
            throw e;
        } finally {
            if (fine) {
                pool.releaseConnection(connection);
            } else {
                pool.releaseDefunctConnection(connection);
            }
        }
    }

    /// A connection as nobody yet, for somebody else than the service account. Whoever asks closes it.
    LDAPConnection connect() throws LDAPException {
        LDAPConnection connection = set.getConnection();
        try {
            if (startTls != null) {
                startTls.processPreAuthenticatedConnection(connection);
            }
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    /// What it says of itself is read by each new connection: an overlay or a control that is added there counts once the older ones have ended,
    /// which is within minutes.
    private Dialect dialect(LDAPConnection connection) throws LDAPException {
        var known = said;
        if (known == null || connection.getConnectionID() > known.connection()) {
            var root = connection.getRootDSE();
            if (root == null) {
                throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "The server says nothing of itself");
            }
            known = new Said(kind.dialect(root), connection.getConnectionID());
            said = known;
        }
        return known.dialect();
    }

    @Override
    public void close() {
        pool.close();
    }

    /// Tells which dialect a server speaks, by what it says of itself.
    interface ServerKind {

        /// By what it says of itself.
        ///
        /// @throws LDAPException where it is none that Regain knows
        Dialect dialect(RootDSE root) throws LDAPException;
    }

    /// What is asked of one server, as the service account. What it throws has changed nothing: another server may be asked the same.
    interface Asked<T> {

        T ask(Conversation with) throws LDAPException;
    }

    /// With one server, on one connection.
    record Conversation(LdapServer server, LDAPConnection connection, Dialect dialect) {}
}
