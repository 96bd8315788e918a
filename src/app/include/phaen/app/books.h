#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/refusal.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/book/template.h"
#include "phaen/document/composed.h"
#include "phaen/document/read_pdf.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"
#include "phaen/store/year_store.h"

/// The official documents: by which template they are printed, how they look before they are, and
/// whether a printed one still is what the plan says.
namespace phaen::app {

/// A PDF beside what printing again gives.
struct BookCheck {
    document::PdfDifference difference;
    /// Whether anything differs that another program or other fonts do not account for.
    bool is_changed = false;
    int pages = 0;
    std::string version;  ///< of the plan, as the file says
    std::string producer;
    std::string expected_producer;
    // What the file was printed by besides the plan, as it carries it.
    std::string template_text;
    std::string scheme_text;
    bool has_corrections = false;
};

/// The plan of a version, or null when there is none; it must stay while the check runs.
using PlanOfVersion =
    std::function<std::shared_ptr<const plan::Plan>(const std::string& version_hash)>;

/// A report as it was printed, from the plan, the record and the words that the file carries; null
/// when it cannot be made again.
using ReportAgain = std::function<std::optional<document::ComposedDocument>(
    const plan::Plan& plan, const plan::Scheme& scheme, const std::string& record,
    const std::string& words)>;

struct BooksOptions {
    std::function<store::Instant()> now;
    /// Reads a PDF of ours within the limits and prints again what it should be, from the plan
    /// that is found by the version that it names; why it cannot be in both languages. From any
    /// thread. Empty: nothing is checked.
    std::function<base::Result<BookCheck, BothTexts>(
        std::string_view bytes, const document::PdfReadLimits& limits, const PlanOfVersion& find,
        const ReportAgain& again)>
        check_book = {};
};

enum class TemplateChoice {
    agency,   ///< the agency's own where it has one, else the shipped one
    shipped,  ///< as it comes with the program
};

class Books {
  public:
    Books(const Workspace& workspace, const Year& year, store::YearStore& store,
          BooksOptions options);
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// The templates, in the order of their names: `{items: [{template, title, books, is_own}]}`.
    [[nodiscard]] Answer<base::Value> templates(std::string_view agency) const;
    /// `{template, title, books, is_own, text, shipped}`: the file in force, and the one that
    /// comes with the program. The tag is the file's.
    [[nodiscard]] Answer<Tagged> read_template(std::string_view agency, std::string_view id) const;
    /// `{text}` becomes the agency's own. `tag` is of the file that the caller saw. Refused with
    /// every error at its line.
    [[nodiscard]] Answer<Tagged> put_template(std::string_view agency, std::string_view id,
                                              std::string_view tag, const base::Value& body,
                                              const By& by);
    /// Back to the shipped one.
    [[nodiscard]] Answer<Tagged> reset_template(std::string_view agency, std::string_view id,
                                                std::string_view tag, const By& by);
    /// `{errors}` of `{text}`, each with line and column from 1; nothing is kept.
    [[nodiscard]] static Answer<base::Value> check_template(std::string_view id,
                                                            const base::Value& body);

    /// The agency's own template of the plan's book; null when it prints by the shipped one.
    [[nodiscard]] Answer<std::optional<book::Template>> own_plan_template(
        std::string_view plan) const;
    /// A book of the plan or a report of its year as a file; `filter` is of the timeline. With
    /// `read_persons`, which may refuse, personal fields of records are printed.
    [[nodiscard]] Answer<Download> book(std::string_view plan, const std::string& book,
                                        const std::string& format, TemplateChoice choice,
                                        const Moment& moment, const By& by,
                                        const report::TimelineFilter& filter = {},
                                        const ReadPersons& read_persons = {}) const;
    /// Composes a book or a report and keeps it as evidence, in one act: `{book, format?,
    /// template?, element, on, title, level?}` gives `{fact, sha256}`. Format and template as of
    /// `book`, the rest as of Year::NewEvidence; the file is named as when it is downloaded.
    /// Nothing personal is in it: whoever may see evidence may see it.
    [[nodiscard]] Answer<base::Value> file(std::string_view plan, const base::Value& body,
                                           const Moment& moment, const By& by, Year& year) const;
    /// `{book, choice?, text?}`: the book as a page to look at, by the template, or by the
    /// template's text that is given and not kept.
    [[nodiscard]] Answer<Download> preview(std::string_view plan, const base::Value& body,
                                           const Moment& moment, const By& by) const;
    /// Whether the PDF is what a version of the plan prints: by the version that it names, else
    /// by the newest one.
    [[nodiscard]] Answer<base::Value> verify(std::string_view plan, std::string_view bytes) const;

  private:
    struct InForce {
        std::string text;
        bool is_own = false;
    };
    /// What the file was printed by that the agency does not have: its words are the file's own.
    [[nodiscard]] Answer<base::Value> strange_parts(std::string_view agency, const plan::Plan& plan,
                                                    const BookCheck& check) const;
    [[nodiscard]] Answer<InForce> in_force(std::string_view agency, std::string_view id) const;
    /// The text of every template, as in force and as shipped.
    [[nodiscard]] Answer<std::vector<std::string>> texts_in_force(std::string_view agency) const;
    [[nodiscard]] Answer<Tagged> keep(std::string_view agency, std::string_view id,
                                      std::string_view tag, const base::Value& kept, const By& by);
    [[nodiscard]] Answer<Download> made(std::string_view plan, const std::string& book,
                                        const std::string& format, const std::string& text,
                                        const Moment& moment, const By& by,
                                        const report::TimelineFilter& filter,
                                        const ReadPersons& read_persons = {}) const;

    const Workspace& workspace_;
    const Year& year_;
    store::YearStore& store_;
    BooksOptions options_;
    mutable std::atomic<int> checks_ = 0;
};

/// Whether the book needs facts; the others are of the plan alone.
[[nodiscard]] bool is_report(std::string_view book);

}  // namespace phaen::app
