package org.regain.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Models of the pages between here and a portal.
final class PortalSamples {

    private PortalSamples() {}

    record Sample(String view, String state, Map<String, Object> model) {}

    static List<Sample> all() {
        return Stream.concat(
                        Stream.of("client", "redirect", "request", "limit")
                                .map(what -> new Sample("portal/trouble", what, Map.of("what", what))),
                        Stream.of(
                                new Sample("portal/between", "", Map.of("portal", "Contoso Orders")),
                                new Sample("portal/sign-out", "", Map.of()),
                                new Sample(
                                        "signin/confirm-identity",
                                        "portal",
                                        Map.of("what", "PORTAL", "back", "/", "username", "li.wei"))))
                .toList();
    }
}
