package org.regain.password;

import org.regain.account.ImportedForms;
import org.springframework.stereotype.Component;

/// The forms that [ImportedHash] knows.
@Component
class ImportedHashForms implements ImportedForms {

    @Override
    public Verdict judge(String hash) {
        return switch (ImportedHash.of(hash)) {
            case ImportedHash.Reading.Usable _ -> Verdict.USABLE;
            case ImportedHash.Reading.Unusable(ImportedHash.Fault fault) ->
                switch (fault) {
                    case UNKNOWN_FORM -> Verdict.UNKNOWN_FORM;
                    case TOO_DEAR -> Verdict.TOO_DEAR;
                };
        };
    }
}
