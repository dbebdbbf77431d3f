package org.regain.web;

/// Which other sites' scripts may read what we answer (CORS), and where. Without a bean of this type none may, anywhere.
public interface OtherOrigins {

    /// Whether this address is one that some site might be let to, by this method.
    boolean concerns(String path, String method);

    /// Whether this site is one of them.
    ///
    /// @param origin as the browser sent it, and so from anybody
    boolean mayRead(String origin);
}
