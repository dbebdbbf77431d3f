package org.regain.web;

import org.springframework.stereotype.Component;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Every template stays read once it was, and each part of one that another includes: some hundreds, all of them known. Thymeleaf
/// by itself keeps two hundred, and those only while memory is plenty. And pages that say the same to everybody stay ([KeptView]).
@Component
class KeptTemplates {

    private static final int MOST = 2_000;

    KeptTemplates(SpringTemplateEngine engine, ThymeleafViewResolver views) {
        var kept = new StandardCacheManager();
        kept.setTemplateCacheMaxSize(MOST);
        kept.setTemplateCacheUseSoftReferences(false);
        engine.setCacheManager(kept);
        views.setViewClass(KeptView.class);
        // Or what a browser says that it takes would be said back, charset and all.
        views.setForceContentType(true);
    }
}
