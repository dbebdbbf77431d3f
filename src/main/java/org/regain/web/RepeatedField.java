package org.regain.web;

/// A field that a form may send more than once, such as boxes of which several can be ticked. A bean of this type lets it, on that
/// path and nowhere else; its values arrive as one text, with commas between them, and a value that has a comma itself is refused.
///
/// @param path  the exact path, e.g. `/admin/invite`
/// @param field its name
public record RepeatedField(String path, String field) {}
