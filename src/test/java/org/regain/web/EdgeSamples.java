package org.regain.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Models of the pages between here and a portal, and of what cannot be served.
final class EdgeSamples {

    private EdgeSamples() {}

    private static final String SITE = "https://regain.example";

    private static Sample error(String state, Map<String, Object> model) {
        return new Sample("web/error", state, model);
    }

    record Sample(String view, String state, Map<String, Object> model) {}

    static List<Sample> all() {
        return Stream.concat(
                        Stream.of("client", "redirect", "request", "state", "limit")
                                .map(what -> new Sample("portal/trouble", what, Map.of("what", what))),
                        Stream.of(
                                new Sample("portal/between", "", Map.of("portal", "Contoso Orders", "refused", false)),
                                new Sample(
                                        "portal/between",
                                        "refused",
                                        Map.of("portal", "Contoso Orders", "refused", true)),
                                new Sample("portal/sign-out", "", Map.of()),
                                error("404", Map.of("words", "404", "baseUrl", SITE, "page", "")),
                                error("413-file", Map.of("words", "413", "largest", "8 MiB", "page", "")),
                                error("down", Map.of("words", "down", "baseUrl", SITE, "page", "")),
                                error("421", Map.of("words", "421", "baseUrl", SITE, "page", "")),
                                new Sample(
                                        "signin/confirm-identity",
                                        "portal",
                                        Map.of("what", "PORTAL", "back", "/", "username", "li.wei"))))
                .toList();
    }
}
