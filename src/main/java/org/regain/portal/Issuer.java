package org.regain.portal;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.regain.settings.RegainSettings;

/// Who Regain is to portals: its address.
///
/// @param text without a slash at its end
public record Issuer(String text) {

    public static Issuer of(RegainSettings settings) {
        var text = settings.baseUrl().toString();
        return new Issuer(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /// Nobody from elsewhere comes here, as in the demo: so portals may be on this machine too.
    boolean isOnThisMachine() {
        var host = URI.create(text).getHost();
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.]+|\\[.*]")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
