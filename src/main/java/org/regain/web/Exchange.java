package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ModelMap;

/// One request and what answers it.
public record Exchange(HttpServletRequest request, HttpServletResponse response, ModelMap model) {

    /// Has the answer say what was refused and what to do. Which page says it, the caller names.
    public void refuse(HttpStatus status, Refusal refusal) {
        response.setStatus(status.value());
        model.addAttribute("refusal", refusal);
    }
}
