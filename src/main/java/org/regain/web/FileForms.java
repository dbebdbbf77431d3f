package org.regain.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The forms with a file, by the paths they are sent to. Templates call it `@fileForms`, so that a page says the size that holds.
@Component
class FileForms {

    private final Map<String, FileForm> forms;

    FileForms(ObjectProvider<FileForm> forms) {
        this.forms = forms.stream().collect(Collectors.toUnmodifiableMap(FileForm::path, Function.identity()));
    }

    Optional<FileForm> at(String path) {
        return Optional.ofNullable(forms.get(path));
    }

    /// What a page says of the form that it sends to `path`.
    ///
    /// @throws IllegalArgumentException where no form with a file is sent to
    public FileForm of(String path) {
        return at(path).orElseThrow(() -> new IllegalArgumentException("No file is sent to " + path));
    }
}
