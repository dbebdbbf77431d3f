package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.regain.start.Warming;
import org.regain.support.RowDiff;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ClassUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.cache.TemplateCacheKey;

/// What a node does before its port opens.
class WarmPagesTest extends Scene {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    @Autowired
    TestPostgres database;

    @Autowired
    WarmPages pages;

    @Autowired
    List<Warming> all;

    @Autowired
    ITemplateEngine templates;

    @Test
    void everyTemplateIsRead() throws Exception {
        templates.getConfiguration().getTemplateManager().clearCaches();
        pages.warm();
        var read = templates.getConfiguration().getCacheManager().getTemplateCache().keySet().stream()
                .filter(key -> key.getTemplateSelectors() == null)
                .map(TemplateCacheKey::getTemplate)
                .collect(Collectors.toSet());
        assertThat(read).containsAll(templatesThereAre());
    }

    @Test
    void everyOpenPageIsShownInEachLanguage() throws Exception {
        assertThat(pages.shown())
                .contains("/sign-in en", "/sign-in es", "/sign-in zh-CN")
                .contains("/recover zh-CN", "/claim zh-CN", "/look/regain.css es");
    }

    @Test
    void whatIsDoneBeforeThePortOpensChangesNothing() throws Exception {
        var before = RowDiff.of(database);
        for (var warming : all) {
            warming.warm();
        }
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void whateverIsDearIsDoneBefore() {
        assertThat(all)
                .extracting(warming -> ClassUtils.getUserClass(warming).getSimpleName())
                .contains("WarmPages", "WarmHash", "WarmPools", "WarmMail", "WarmNames", "Looks");
    }

    private static List<String> templatesThereAre() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> TEMPLATES.relativize(file).toString().replace('\\', '/'))
                    .map(name -> name.substring(0, name.length() - ".html".length()))
                    .toList();
        }
    }
}
