package org.regain.web;

/// An address of ours to which a form of another site may be posted. A bean of this type lets it, on that path and nowhere else. Nothing is
/// done by it: the browser is led to the same address by GET, with the same fields, and there to be looked at like everybody.
///
/// @param path the exact path, e.g. `/oauth2/authorize`
public record ForwardedForm(String path) {}
