#include "print_book.h"

#include <memory>
#include <utility>

#include "files.h"
#include "help.h"
#include "phaen/base/value.h"
#include "phaen/plan/io.h"
#include "print_folder.h"
#include "year.h"

namespace phaen::cli {

using base::Result;
using base::Unexpected;

Result<ChosenTemplate, Refusal> choose_template(const Invocation& invocation,
                                                const std::string& book, Language language) {
    ChosenTemplate chosen;
    if (!invocation.has("template")) {
        chosen.made = *book::find_shipped_template(book);
        chosen.bytes = std::string(book::shipped_template_bytes(book));
        return chosen;
    }
    const std::string path = invocation.option("template");
    auto bytes = read_file(path, book::kTemplateBytes);
    if (!bytes) return Unexpected{bytes.error()};
    auto made = book::read_template(*bytes);
    if (!made) {
        return Unexpected{
            Refusal{Message::template_unreadable,
                    {path, base::describe_error(made.error().front(), form_language(language))}}};
    }
    chosen.made = std::move(*made);
    chosen.bytes = std::move(*bytes);
    return chosen;
}

std::string to_json(const std::vector<book::Correction>& corrections) {
    base::Array list;
    for (const book::Correction& correction : corrections) {
        list.emplace_back(base::Object{{"place", base::Value(correction.place)},
                                       {"approved", base::Value(correction.approved)},
                                       {"corrected", base::Value(correction.corrected)},
                                       {"why", base::Value(correction.why)}});
    }
    return base::to_pretty_json(base::Value(std::move(list)));
}

std::optional<std::vector<book::Correction>> corrections_from_json(std::string_view bytes) {
    const auto tree = base::parse_json(bytes);
    const base::Array* array = tree ? tree->as_array() : nullptr;
    if (array == nullptr) return std::nullopt;
    std::vector<book::Correction> list;
    for (const base::Value& one : *array) {
        book::Correction& made = list.emplace_back();
        for (const auto& [name, text] :
             {std::pair{"place", &made.place}, std::pair{"approved", &made.approved},
              std::pair{"corrected", &made.corrected}, std::pair{"why", &made.why}}) {
            const base::Value* value = one.find(name);
            const std::string* string = value == nullptr ? nullptr : value->as_string();
            if (string == nullptr) return std::nullopt;
            *text = *string;
        }
    }
    return list;
}

Result<document::PdfFile, Refusal> print_book(const document::ComposedDocument& document,
                                              const plan::Plan& plan, const BookParts& parts,
                                              const std::string& output,
                                              const document::PdfFonts* fonts) {
    std::unique_ptr<PrintFolder> folder;
    if (fonts == nullptr) {
        folder = PrintFolder::create();
        if (folder == nullptr) return Unexpected{Refusal{Message::no_print_folder, {}}};
        fonts = &folder->fonts();
    }
    document::PdfOptions options;
    options.producer = version_text();
    while (options.producer.ends_with("\n")) options.producer.pop_back();
    options.layout_name = document::kPdfRecord;
    plan::Plan printed = plan;
    printed.source.reset();
    printed.claims.clear();
    using document::Relationship;
    options.attachments = {{kAttachedPlan, "application/json", "The plan", Relationship::source,
                            plan::to_json(printed)},
                           {kAttachedScheme, "application/toml", "The year's scheme",
                            Relationship::supplement, parts.scheme_bytes}};
    // Reports are made by words instead of a template.
    if (!parts.template_bytes.empty())
        options.attachments.push_back({kAttachedTemplate, "application/toml", "The template",
                                       Relationship::supplement, parts.template_bytes});
    if (!parts.report_bytes.empty()) {
        options.attachments.push_back({kAttachedReport, "application/json", "What it reports",
                                       Relationship::supplement, parts.report_bytes});
        options.attachments.push_back({kAttachedWords, "application/toml", "The report's words",
                                       Relationship::supplement, parts.words_bytes});
    }
    if (!parts.corrections_bytes.empty()) {
        options.attachments.push_back({kAttachedCorrections, "application/json",
                                       "What was corrected", Relationship::supplement,
                                       parts.corrections_bytes});
    }
    auto file = document::write_pdf(document, *fonts, options);
    if (!file) {
        return Unexpected{Refusal{Message::document_unprintable,
                                  {output, file.error().where, file.error().detail}}};
    }
    return std::move(*file);
}

}  // namespace phaen::cli
