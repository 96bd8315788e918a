#include "render.h"

#include <fmt/format.h>
#include <algorithm>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "files.h"
#include "input.h"
#include "outline.h"
#include "phaen/book/compose.h"
#include "phaen/book/compose_sheets.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/document/write_docx.h"
#include "phaen/document/write_html.h"
#include "phaen/document/write_pdf.h"
#include "phaen/document/write_text.h"
#include "phaen/plan/io.h"
#include "phaen/report/quarters.h"
#include "phaen/report/record.h"
#include "phaen/report/report.h"
#include "phaen/report/timeline.h"
#include "phaen/sheet/write.h"
#include "print_book.h"
#include "year.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

constexpr std::array<std::string_view, 6> kEndings = {".txt",  ".docx", ".pdf",
                                                      ".html", ".xlsx", ".csv"};

/// The scheme that the plan names, the file that was given, or what the plan itself suggests.
Result<plan::Scheme, Refusal> scheme_for(const Invocation& invocation, const plan::Plan& plan,
                                         Language language) {
    auto scheme = scheme_from(invocation, &plan, language);
    if (!scheme) return Unexpected{scheme.error()};
    if (*scheme) return std::move(**scheme);
    return book::propose_scheme(plan);
}

struct ReportBook {
    std::string_view name;
    report::ReportKind kind;
};
constexpr std::array<ReportBook, 8> kReports = {{
    {"progress", report::ReportKind::progress},
    {"budget", report::ReportKind::budget},
    {"self-assessment", report::ReportKind::self_assessment},
    {"evaluation", report::ReportKind::evaluation},
    {"results", report::ReportKind::results},
    {"meetings", report::ReportKind::meetings},
    {"evidence", report::ReportKind::evidence},
    {"timeline", report::ReportKind::timeline},
}};

const ReportBook* report_of(std::string_view book) {
    const auto found = std::find_if(kReports.begin(), kReports.end(),
                                    [&](const ReportBook& one) { return one.name == book; });
    return found == kReports.end() ? nullptr : found;
}

struct ChosenWords {
    report::ReportWords words;
    std::string bytes;
};

/// The agency's words of `--template`, or the shipped ones.
Result<ChosenWords, Refusal> report_words(const Invocation& invocation, Language language) {
    if (!invocation.has("template"))
        return ChosenWords{report::shipped_words(), std::string(report::shipped_words_bytes())};
    const std::string path = invocation.option("template");
    auto bytes = read_file(path, report::kReportWordsBytes);
    if (!bytes) return Unexpected{bytes.error()};
    auto words = report::read_words(*bytes);
    if (words) return ChosenWords{std::move(*words), std::move(*bytes)};
    return Unexpected{
        Refusal{Message::template_unreadable,
                {path, base::describe_error(words.error().front(), form_language(language))}}};
}

/// What reports are made of besides the plan: facts, the day, words.
struct ReportParts {
    facts::FactLog log;
    facts::AsOf as_of;
    report::ReportWords words;
    std::string words_bytes;
};

Result<ReportParts, Refusal> report_parts(const Invocation& invocation, const std::string& book,
                                          Language language) {
    if (!invocation.has("facts"))
        return Unexpected{Refusal{Message::option_needs, {"--book " + book, "--facts FACTS"}}};
    const auto as_of = as_of_from(invocation);
    if (!as_of) return Unexpected{as_of.error()};
    auto log = load_facts(invocation.option("facts"), language);
    if (!log) return Unexpected{log.error()};
    auto words = report_words(invocation, language);
    if (!words) return Unexpected{words.error()};
    return ReportParts{std::move(*log), *as_of, std::move(words->words), std::move(words->bytes)};
}

/// What of the timeline is wanted, by the options that only it has.
Result<report::TimelineFilter, Refusal> timeline_filter(const Invocation& invocation,
                                                        bool is_timeline) {
    for (const char* option : {"owner", "project", "state", "paper"}) {
        if (invocation.has(option) && !is_timeline)
            return Unexpected{
                Refusal{Message::option_needs, {"--" + std::string(option), "--book timeline"}}};
    }
    report::TimelineFilter filter;
    filter.owner = invocation.option("owner");
    filter.project = invocation.option("project");
    filter.state = invocation.option("state");
    filter.on_a3 = invocation.option("paper") == "a3";
    return filter;
}

Refusal refusal_of(const document::WriteError& error, const std::string& output) {
    return Refusal{Message::document_unprintable, {output, error.where, error.detail}};
}

/// All sheets as a workbook, the first as comma-separated values.
Result<std::string, Refusal> write_sheets(const sheet::Workbook& workbook, std::string_view ending,
                                          const std::string& output) {
    if (ending == ".csv") return sheet::write_csv(workbook.sheets.front());
    auto written = sheet::write_xlsx(workbook);
    if (written) return std::move(*written);
    return Unexpected{Refusal{Message::document_unprintable,
                              {output, written.error().where, written.error().detail}}};
}

/// The page of each anchor, as the PDF prints it.
std::map<std::string, std::string> pages_of(const document::ComposedDocument& document,
                                            const document::PdfFile& file) {
    std::map<std::string, std::string> pages;
    for (std::size_t s = 0; s < document.sections.size(); ++s) {
        const std::vector<document::ComposedBlock>& blocks = document.sections[s].blocks;
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            const std::string& anchor = blocks[b].paragraph.anchor;
            const int page = file.sections[s][b].page;
            if (anchor.empty() || page < 1 ||
                static_cast<std::size_t>(page) > file.page_labels.size()) {
                continue;
            }
            pages.emplace(anchor, file.page_labels[static_cast<std::size_t>(page) - 1]);
        }
    }
    return pages;
}

class Renderer {
  public:
    Renderer(const plan::Plan& plan, const ChosenTemplate& chosen, const plan::Scheme& scheme,
             const std::vector<book::Correction>& corrections, document::ComposedDocument document,
             std::string output, Language language, const document::PdfFonts* fonts = nullptr)
        : plan_(plan),
          chosen_(chosen),
          scheme_(scheme),
          corrections_(corrections),
          document_(std::move(document)),
          output_(std::move(output)),
          language_(language),
          fonts_(fonts) {}

    /// What a report carries so that it can be printed again.
    void set_report(std::string record, std::string words) {
        report_ = std::move(record);
        report_words_ = std::move(words);
    }

    Result<std::string, Refusal> render(std::string_view ending) {
        if (ending == ".html") return checked(document::write_html(document_));
        const Result<document::PdfFile, Refusal> pdf = print();
        if (ending == ".pdf") {
            if (!pdf) return Unexpected{pdf.error()};
            warn(*pdf);
            return pdf->bytes;
        }
        // The other formats take their page numbers from the printed one; what cannot be printed
        // has none.
        const std::map<std::string, std::string> pages =
            pdf ? pages_of(document_, *pdf) : std::map<std::string, std::string>();
        if (ending == ".docx") return checked(document::write_docx(document_, {.pages = pages}));
        return checked(document::write_text(document_, {.pages = pages}));
    }

  private:
    Result<std::string, Refusal> checked(Result<std::string, document::WriteError> written) {
        if (!written) return Unexpected{refusal_of(written.error(), output_)};
        return std::move(*written);
    }

    void warn(const document::PdfFile& file) const {
        static const Both kText{"{0}: ไม่มีแบบอักษรของ U+{1} ({2}) จึงพิมพ์เป็นกรอบ",
                                "{0}: no font has U+{1} ({2}), a box is printed for it"};
        constexpr std::size_t kMost = 10;
        if (fonts_ != nullptr) return;  // the server has nobody at a terminal
        for (std::size_t i = 0; i < std::min(file.warnings.size(), kMost); ++i) {
            const document::PdfWarning& warning = file.warnings[i];
            complain(fill(kText.in(language_),
                          {output_, fmt::format("{:04X}", static_cast<unsigned>(warning.character)),
                           warning.where}));
        }
    }

    Result<document::PdfFile, Refusal> print() {
        return print_book(
            document_, plan_,
            {chosen_.bytes, plan::to_toml(scheme_),
             corrections_.empty() ? std::string() : to_json(corrections_), report_, report_words_},
            output_, fonts_);
    }

    const plan::Plan& plan_;
    const ChosenTemplate& chosen_;
    const plan::Scheme& scheme_;
    const std::vector<book::Correction>& corrections_;
    document::ComposedDocument document_;
    std::string report_;
    std::string report_words_;
    std::string output_;
    Language language_;
    const document::PdfFonts* fonts_;
};

}  // namespace

Result<std::string, Refusal> render_book(const plan::Plan& plan, const plan::Scheme* known,
                                         const std::string& book, const std::string& format,
                                         const std::string& template_text,
                                         const document::PdfFonts& fonts) {
    const std::string output = book + "." + format;
    if (format == "xlsx") {
        book::SheetOptions options;
        options.version = plan::version_of(plan);
        return write_sheets(book::compose_sheets(plan, options), "." + format, output);
    }
    ChosenTemplate chosen;
    const std::string name = book == "plan" ? "annual-plan" : book;
    const book::Template* shipped = book::find_shipped_template(name);
    if (shipped == nullptr) return Unexpected{Refusal{Message::ending_unknown, {output}}};
    chosen.made = *shipped;
    chosen.bytes = std::string(book::shipped_template_bytes(name));
    if (!template_text.empty()) {
        auto made = book::read_template(template_text);
        if (!made) {
            return Unexpected{Refusal{
                Message::template_unreadable,
                {output,
                 base::describe_error(made.error().front(), form_language(Language::english))}}};
        }
        chosen.made = std::move(*made);
        chosen.bytes = template_text;
    }
    const plan::Scheme scheme = known != nullptr ? *known : book::propose_scheme(plan);
    book::ComposeOptions options;
    options.version = plan::version_of(plan);
    options.scheme = &scheme;
    return Renderer(plan, chosen, scheme, {}, book::compose(plan, chosen.made, options), output,
                    Language::english, &fonts)
        .render("." + format);
}

Result<std::string, Refusal> render_report(document::ComposedDocument document,
                                           const plan::Plan& plan, const plan::Scheme* known,
                                           const std::string& format, const std::string& record,
                                           const std::string& words,
                                           const document::PdfFonts& fonts) {
    const plan::Scheme scheme = known != nullptr ? *known : book::propose_scheme(plan);
    const ChosenTemplate none;
    const std::vector<book::Correction> uncorrected;
    Renderer renderer(plan, none, scheme, uncorrected, std::move(document), "report." + format,
                      Language::english, &fonts);
    renderer.set_report(record, words);
    return renderer.render("." + format);
}

Result<ExitStatus, Refusal> run_render(const Invocation& invocation, Language language) {
    // 1. What to write, and where.
    const std::string& input = invocation.operands.front();
    const std::string output = invocation.option("output");
    if (output.empty())
        return Unexpected{Refusal{Message::missing_argument, {"-o FILE", "render "}}};
    const std::string ending = output == kStandardStream ? ".txt" : ending_of(output);
    bool known = false;
    for (const std::string_view one : kEndings) known = known || ending == one;
    if (!known) return Unexpected{Refusal{Message::ending_unknown, {output}}};
    std::string book = invocation.has("book") ? invocation.option("book") : std::string("plan");
    if (book == "plan") book = "annual-plan";
    const ReportBook* report = report_of(book);
    const bool sheets_only = book == "quarters";
    const bool is_timeline = book == "timeline";
    if ((book == "outline" && ending != ".txt") ||
        (report != nullptr && !is_timeline && ending == ".xlsx") ||
        (sheets_only ? ending != ".xlsx" && ending != ".csv" : ending == ".csv"))
        return Unexpected{Refusal{Message::ending_unknown, {output}}};
    const auto filter = timeline_filter(invocation, is_timeline);
    if (!filter) return Unexpected{filter.error()};
    if (invocation.has("why") && !invocation.has("corrects"))
        return Unexpected{Refusal{Message::option_needs, {"--why", "--corrects"}}};
    const auto outputs = check_outputs(
        {input, invocation.option("template"), invocation.option("corrects")}, {output});
    if (!outputs) return Unexpected{outputs.error()};
    // 2. The plan.
    const auto plan = load_plan_or_document(input, language);
    if (!plan) return Unexpected{plan.error()};
    std::string bytes;
    if (book == "outline") {
        bytes = outline(*plan, language);
    } else if (report != nullptr || book == "quarters") {
        const auto scheme = scheme_for(invocation, *plan, language);
        if (!scheme) return Unexpected{scheme.error()};
        const auto parts = report_parts(invocation, book, language);
        if (!parts) return Unexpected{parts.error()};
        const query::WorldSources sources{&*plan, &*scheme, &parts->log,
                                          dataset::shipped_dictionaries()};
        if (book == "quarters" || (is_timeline && ending == ".xlsx")) {
            const sheet::Workbook sheets =
                is_timeline ? report::compose_timeline(sources, parts->as_of, parts->words, *filter)
                            : report::compose_quarters(sources, parts->as_of, parts->words);
            auto written = write_sheets(sheets, ending, output);
            if (!written) return Unexpected{written.error()};
            bytes = std::move(*written);
        } else {
            auto document =
                report::compose_report(report->kind, sources, parts->as_of, parts->words, *filter);
            const ChosenTemplate none;
            const std::vector<book::Correction> uncorrected;
            Renderer renderer(*plan, none, *scheme, uncorrected, std::move(document), output,
                              language);
            renderer.set_report(report::to_json({report->kind, parts->as_of, *filter}),
                                parts->words_bytes);
            auto rendered = renderer.render(ending);
            if (!rendered) return Unexpected{rendered.error()};
            bytes = std::move(*rendered);
        }
    } else if (ending == ".xlsx") {
        book::SheetOptions options;
        options.version = plan::version_of(*plan);
        auto written = write_sheets(book::compose_sheets(*plan, options), ending, output);
        if (!written) return Unexpected{written.error()};
        bytes = std::move(*written);
    } else {
        // 3. The book.
        const auto chosen = choose_template(invocation, book, language);
        if (!chosen) return Unexpected{chosen.error()};
        const auto scheme = scheme_for(invocation, *plan, language);
        if (!scheme) return Unexpected{scheme.error()};
        book::ComposeOptions options;
        options.version = plan::version_of(*plan);
        options.scheme = &*scheme;
        if (invocation.has("corrects")) {
            const auto approved = load_plan_or_document(invocation.option("corrects"), language);
            if (!approved) return Unexpected{approved.error()};
            options.corrections =
                book::corrections_between(*approved, *plan, chosen->made, invocation.option("why"));
        }
        auto rendered = Renderer(*plan, *chosen, *scheme, options.corrections,
                                 book::compose(*plan, chosen->made, options), output, language)
                            .render(ending);
        if (!rendered) return Unexpected{rendered.error()};
        bytes = std::move(*rendered);
    }
    const auto written = write_file(output, bytes);
    if (!written) return Unexpected{written.error()};
    return ExitStatus::done;
}

}  // namespace phaen::cli
