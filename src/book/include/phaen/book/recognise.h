#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "phaen/document/blocks.h"
#include "phaen/plan/plan.h"

/// Between plan and document. Recognising reads blocks by the meaning of headings and column
/// headers, never by position in one known document.
namespace phaen::book {

/// What became of a piece of the document.
enum class Role {
    placed,          ///< its text is in the plan, in the elements named
    furniture,       ///< carries nothing of its own: repeated header row, contents page, page cut,
                     ///< repeated table part
    prose,           ///< became (part of) a narrative
    not_understood,  ///< kept in the account only; a person should place it
};

/// An element and the member of it that a piece of the document went to: {"project-3", "budget"}.
struct Destination {
    plan::Id element;
    std::string field;
    friend bool operator==(const Destination&, const Destination&) = default;
};

/// One line of text, or one paragraph or table row of a Word file, and what became of it.
struct Account {
    document::Place place;
    Role role = Role::not_understood;
    std::string
        what;  ///< a stable word for the report: heading, project_row, header_row, contents, …
    std::string text;  ///< the beginning of the printed text, for people
    std::vector<Destination> destinations;
};

/// Something that a person should look at: an ambiguous arrow, a name that matched nothing.
struct Note {
    std::string code;  ///< stable: months.ambiguous, reference.unresolved, …
    document::Place place;
    plan::Id element;
    std::string detail;  ///< the printed text concerned
};

/// What a person once told about this agency's documents: "this heading, this column means that".
struct Hint {
    enum class Kind { heading, column };
    Kind kind = Kind::heading;
    std::string printed;  ///< compared by base::comparison_key
    std::string means;    ///< a name from the catalogue: section or column
    friend bool operator==(const Hint&, const Hint&) = default;
};

struct RecogniseOptions {
    std::vector<Hint> hints;
    const plan::Plan* against = nullptr;  ///< last year's or the corrected plan: gives ids, names
                                          ///< and kinds where they match
    std::string scheme;  ///< id of the scheme to name in the plan; empty: propose one
};

struct Recognition {
    plan::Plan plan;
    std::vector<Account> account;  ///< in document order, every non-empty piece exactly once
    std::vector<Note> notes;
};

[[nodiscard]] Recognition recognise(const document::Document& document,
                                    const RecogniseOptions& options, std::stop_token stop = {});

}  // namespace phaen::book
