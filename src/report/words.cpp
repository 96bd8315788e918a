#include "phaen/report/words.h"

#include <utility>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/toml.h"

extern "C" const char phaen_report_words_begin;
extern "C" const char phaen_report_words_end;

namespace phaen::report {

using base::FormErrorKind;
using base::FormErrors;
using base::Unexpected;

namespace {

/// Which charts are drawn, under the names `charts.progress`: `yes` or `no`.
void add_charts(const base::Value& charts, bool all, ReportWords& words, FormErrors& errors) {
    if (charts.as_object() == nullptr) {
        errors.push_back({FormErrorKind::wrong_type, "/charts", charts.position(), "", "table"});
        return;
    }
    for (const auto& [name, value] : *charts.as_object()) {
        const std::string pointer = "/charts/" + name.substr(0, 100);
        const bool* drawn = value.as_bool();
        if (errors.size() >= base::kFormErrors) return;
        if (!all && words.count("charts." + name) == 0) {
            errors.push_back({FormErrorKind::unknown_member, pointer, value.position(),
                              name.substr(0, 100), ""});
        } else if (drawn == nullptr) {
            errors.push_back(
                {FormErrorKind::wrong_type, pointer, value.position(), "", "true or false"});
        } else {
            words.insert_or_assign("charts." + name, *drawn ? "yes" : "no");
        }
    }
}

/// Adds the file's words to `words`; those that are not there yet are an error unless `all` are
/// new.
FormErrors add_words(std::string_view bytes, bool all, ReportWords& words) {
    base::ValueLimits limits;
    limits.bytes = kReportWordsBytes;
    const auto tree = plan::parse_toml(bytes, limits);
    if (!tree)
        return {{FormErrorKind::syntax, "", tree.error().position, tree.error().message, ""}};
    FormErrors errors;
    const base::Value* schema = tree->find("schema");
    const std::string* said = schema == nullptr ? nullptr : schema->as_string();
    if (said == nullptr || *said != kReportWordsSchema) {
        errors.push_back({FormErrorKind::unsupported_schema,
                          "/schema",
                          {},
                          said == nullptr ? "" : *said,
                          std::string(kReportWordsSchema)});
        return errors;
    }
    if (const base::Value* charts = tree->find("charts"); charts != nullptr)
        add_charts(*charts, all, words, errors);
    const base::Value* list = tree->find("words");
    if (list == nullptr && tree->find("charts") != nullptr) return errors;
    if (list == nullptr || list->as_object() == nullptr) {
        errors.push_back({FormErrorKind::missing_member, "", {}, "", "words"});
        return errors;
    }
    for (const auto& [name, value] : *list->as_object()) {
        const std::string pointer = "/words/" + name.substr(0, 100);
        const std::string* text = value.as_string();
        if (!all && words.count(name) == 0) {
            errors.push_back({FormErrorKind::unknown_member, pointer, value.position(),
                              name.substr(0, 100), ""});
        } else if (text == nullptr) {
            errors.push_back({FormErrorKind::wrong_type, pointer, value.position(), "", "text"});
        } else if (text->size() > base::kFormShortText) {
            errors.push_back({FormErrorKind::too_long, pointer, value.position(), "",
                              std::to_string(base::kFormShortText)});
        } else {
            words.insert_or_assign(name, base::clean_text(*text));
        }
        if (errors.size() >= base::kFormErrors) break;
    }
    return errors;
}

}  // namespace

std::string_view shipped_words_bytes() {
    return {&phaen_report_words_begin,
            static_cast<std::size_t>(&phaen_report_words_end - &phaen_report_words_begin)};
}

const ReportWords& shipped_words() {
    static const ReportWords kWords = [] {
        ReportWords words;
        PHAEN_CHECK(add_words(shipped_words_bytes(), true, words).empty(),
                    "the shipped words are right");
        return words;
    }();
    return kWords;
}

base::Result<ReportWords, FormErrors> read_words(std::string_view bytes) {
    ReportWords words = shipped_words();
    FormErrors errors = add_words(bytes, false, words);
    if (!errors.empty()) return Unexpected{std::move(errors)};
    return words;
}

}  // namespace phaen::report
