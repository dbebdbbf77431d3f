package org.regain.web;

import java.util.Objects;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

@Controller
@TestComponent
class SampleController {

    @GetMapping("/sample/{sample}")
    ModelAndView sample(@PathVariable("sample") String name) {
        SamplePages.Sample sample = Objects.requireNonNull(SamplePages.all().get(name));
        return new ModelAndView(sample.view(), sample.model());
    }
}
