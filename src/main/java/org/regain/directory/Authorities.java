package org.regain.directory;

import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.regain.start.StartRefused;

/// Who may sign a server's certificate. Chains are looked at by the JVM, with all its rules.
///
/// @param certificates none: whom the JVM trusts
record Authorities(List<Certificate> certificates) {

    /// @param file PEM; null: whom the JVM trusts
    /// @throws StartRefused where there is no certificate in it
    static Authorities of(@Nullable Path file) {
        if (file == null) {
            return new Authorities(List.of());
        }
        try (var pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (read.isEmpty()) {
                throw new CertificateException("None in it");
            }
            return new Authorities(List.copyOf(read));
        } catch (IOException | CertificateException e) {
            throw new StartRefused("regain.directory.ca must be a file of certificates (PEM) that can be read.", e);
        }
    }

    /// TLS 1.2 and newer, which is what the SDK asks for.
    SSLSocketFactory sockets() {
        try {
            if (certificates.isEmpty()) {
                return new SSLUtil().createSSLSocketFactory();
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : certificates) {
                store.setCertificateEntry("authority" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return new SSLUtil(trust.getTrustManagers()).createSSLSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }
}
