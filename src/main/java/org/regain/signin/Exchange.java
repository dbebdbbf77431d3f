package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.ModelMap;

/// One request and what answers it.
record Exchange(HttpServletRequest request, HttpServletResponse response, ModelMap model) {}
