package org.regain.web;

/// The choice of a method.
///
/// @param method the name of one in the page's list
public record MethodForm(int at, String method) {}
