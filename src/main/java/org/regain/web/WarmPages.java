package org.regain.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.regain.account.Language;
import org.regain.start.Warming;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Reads every template and all words, then asks for each page that has an address of its own, as somebody who is not signed
/// in: such a request changes nothing. Who is shown a page is shown it in each language.
@Component
class WarmPages implements Warming {

    private static final String TEMPLATES = "/templates/";
    private static final String ENDING = ".html";

    /// A file, and a page that is not there.
    private static final List<String> OTHERS = List.of("/look/regain.css", "/nothing-is-here");

    private final ApplicationContext context;
    private final ITemplateEngine templates;
    private final RequestMappingHandlerMapping handlers;
    private final Site site;

    WarmPages(ApplicationContext context, ITemplateEngine templates, RequestMappingHandlerMapping handlers, Site site) {
        this.context = context;
        this.templates = templates;
        this.handlers = handlers;
        this.site = site;
    }

    @Override
    public String what() {
        return "a page";
    }

    @Override
    public void warm() throws Exception {
        for (Language language : Language.values()) {
            // No bundle has it, so all are looked into.
            context.getMessage("no.such.words", null, "", language.locale());
        }
        parse();
        shown();
    }

    private void parse() throws IOException {
        for (Resource file : context.getResources("classpath*:" + TEMPLATES.substring(1) + "**/*" + ENDING)) {
            String address = file.getURL().toString();
            String name = address.substring(
                    address.lastIndexOf(TEMPLATES) + TEMPLATES.length(), address.length() - ENDING.length());
            // Reads it into the cache, and would write it piece by piece, of which none is asked for.
            templates.processThrottled(name, new Context());
        }
    }

    /// What somebody is shown who is not signed in: address and language.
    List<String> shown() throws Exception {
        var shown = new ArrayList<String>();
        if (context instanceof WebServerApplicationContext served
                && served.getWebServer() instanceof TomcatWebServer server) {
            var indoors = new Indoors(server.getTomcat(), site);
            for (Language language : Language.values()) {
                for (String path : addresses()) {
                    if (open(indoors, path, language.locale()) == HttpStatus.OK.value()) {
                        shown.add(path + " " + language.locale().toLanguageTag());
                    }
                }
            }
        }
        return shown;
    }

    private static int open(Indoors indoors, String path, Locale language) throws Exception {
        int status = indoors.get(path, language);
        // 503: something is amiss that the page says, and that is put right without a start, such as a clock.
        if (status >= 500 && status != HttpStatus.SERVICE_UNAVAILABLE.value()) {
            throw new IllegalStateException("%s answers %d".formatted(path, status));
        }
        return status;
    }

    private Collection<String> addresses() {
        var found = new TreeSet<>(OTHERS);
        handlers.getHandlerMethods().keySet().stream()
                .filter(it -> it.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(WarmPages::fixed)
                .forEach(found::add);
        return found;
    }

    /// Without those that name a person or a thing.
    private static Stream<String> fixed(RequestMappingInfo page) {
        return page.getDirectPaths().stream();
    }
}
