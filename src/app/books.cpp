// Templates of books, and books by them.
#include "phaen/app/books.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parts.h"
#include "phaen/base/form.h"
#include "phaen/base/sha256.h"
#include "phaen/book/template.h"
#include "phaen/report/words.h"
#include "refusals.h"
#include "settings.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// The words of all reports are one file.
constexpr std::string_view kReports = "reports";

struct TemplateKind {
    std::string_view id;
    BothTexts title;
    std::vector<std::string_view> books;  ///< that are printed by it
};

const std::array<TemplateKind, 5>& template_kinds() {
    static const std::array<TemplateKind, 5> kinds = {{
        {"annual-plan", {"แผนปฏิบัติการประจำปี", "Annual action plan"}, {"plan"}},
        {"agreement", {"คำรับรองการปฏิบัติราชการ", "Performance agreement"}, {"agreement"}},
        {"indicators", {"รายละเอียดตัวชี้วัด", "Indicator sheets"}, {"indicators"}},
        {"projects", {"รายละเอียดโครงการ", "Project write-ups"}, {"projects"}},
        {kReports,
         {"ถ้อยคำในรายงาน", "Words of the reports"},
         {"progress", "budget", "self_assessment", "evaluation", "results", "meetings", "evidence",
          "timeline"}},
    }};
    return kinds;
}

const TemplateKind* find_kind(std::string_view id) {
    for (const TemplateKind& kind : template_kinds()) {
        if (kind.id == id) return &kind;
    }
    return nullptr;
}

std::string_view shipped_text(std::string_view id) {
    return id == kReports ? report::shipped_words_bytes() : book::shipped_template_bytes(id);
}

BothTexts template_named(std::string_view id) {
    return {"แม่แบบ “" + std::string(id) + "”", "template “" + std::string(id) + "”"};
}

std::string name_of_setting(std::string_view id) { return "template." + std::string(id); }

/// All that is wrong with a template's text; nothing when it can be used.
base::FormErrors errors_of(std::string_view id, std::string_view text) {
    if (id == kReports) {
        const auto words = report::read_words(text);
        return words ? base::FormErrors{} : words.error();
    }
    const auto made = book::read_template(text);
    if (!made) return made.error();
    if (made->book == id) return {};
    return {{base::FormErrorKind::bad_value, "/book", {}, made->book, std::string(id)}};
}

Refusal bad_template(const base::FormErrors& errors) {
    Refusal refusal =
        invalid("bad_template", {"แม่แบบใช้ไม่ได้", "The template cannot be used"},
                {base::describe_error(errors.front(), base::MessageLanguage::thai),
                 base::describe_error(errors.front(), base::MessageLanguage::english)});
    refusal.members.emplace_back("errors", Value(errors_value(errors)));
    return refusal;
}

Result<std::string, Refusal> text_of(const Value& body) {
    const Value* member = body.find("text");
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    if (text != nullptr && text->size() <= book::kTemplateBytes) return *text;
    return Unexpected{invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                              {"“text” ต้องเป็นข้อความของแม่แบบ ไม่เกิน 1 เมกะไบต์",
                               "“text” must be the template's text, of at most 1 MB."})};
}

Object head_of(const TemplateKind& kind, bool is_own) {
    Array books;
    for (const std::string_view book : kind.books) books.emplace_back(book);
    return Object{{"template", Value(kind.id)},
                  {"title", both(kind.title)},
                  {"books", Value(std::move(books))},
                  {"is_own", Value(is_own)}};
}

const TemplateKind* kind_of_book(std::string_view book) {
    // Sheets, which are no pages to look at and so in no list of books; their words are reports'.
    if (book == "quarters") return find_kind(kReports);
    for (const TemplateKind& kind : template_kinds()) {
        if (std::find(kind.books.begin(), kind.books.end(), book) != kind.books.end()) return &kind;
    }
    return nullptr;
}

}  // namespace

bool is_report(std::string_view book) {
    const TemplateKind* kind = kind_of_book(book);
    return kind != nullptr && kind->id == kReports;
}

Books::Books(const Workspace& workspace, const Year& year, store::YearStore& store,
             BooksOptions options)
    : workspace_(workspace), year_(year), store_(store), options_(std::move(options)) {}

Books::Answer<Books::InForce> Books::in_force(std::string_view agency, std::string_view id) const {
    if (find_kind(id) == nullptr) return Unexpected{not_found(template_named(id))};
    const auto own = store_.setting(agency, name_of_setting(id));
    if (!own && own.error().kind != store::ErrorKind::not_found)
        return Unexpected{from_store(own.error(), template_named(id))};
    if (own) {
        const auto kept = base::parse_json(*own);
        const Value* text = kept ? kept->find("text") : nullptr;
        if (text != nullptr && text->as_string() != nullptr)
            return InForce{*text->as_string(), true};
    }
    return InForce{std::string(shipped_text(id)), false};
}

Books::Answer<std::vector<std::string>> Books::texts_in_force(std::string_view agency) const {
    std::vector<std::string> texts;
    for (const TemplateKind& kind : template_kinds()) {
        auto now = in_force(agency, kind.id);
        if (!now) return Unexpected{now.error()};
        if (now->is_own) texts.push_back(std::move(now->text));
        texts.emplace_back(shipped_text(kind.id));
    }
    return texts;
}

Books::Answer<Value> Books::templates(std::string_view agency) const {
    Array items;
    for (const TemplateKind& kind : template_kinds()) {
        const auto now = in_force(agency, kind.id);
        if (!now) return Unexpected{now.error()};
        items.emplace_back(head_of(kind, now->is_own));
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Books::Answer<Tagged> Books::read_template(std::string_view agency, std::string_view id) const {
    const auto now = in_force(agency, id);
    if (!now) return Unexpected{now.error()};
    Object object = head_of(*find_kind(id), now->is_own);
    object.emplace_back("text", Value(now->text));
    object.emplace_back("shipped", Value(shipped_text(id)));
    return Tagged{Value(std::move(object)), base::sha256_hex(now->text)};
}

Books::Answer<Tagged> Books::keep(std::string_view agency, std::string_view id,
                                  std::string_view tag, const Value& kept, const By& by) {
    // Read first: what comes between is not taken for what was seen.
    const auto seen = setting_of(store_, agency, name_of_setting(id), template_named(id));
    if (!seen) return Unexpected{seen.error()};
    const auto now = read_template(agency, id);
    if (!now) return Unexpected{now.error()};
    if (now->tag != tag) {
        Refusal stale{RefusalKind::stale,
                      "stale_template",
                      {"แม่แบบเปลี่ยนไปแล้ว", "The template has changed"},
                      {"มีผู้อื่นแก้แม่แบบนี้แล้ว ดูฉบับปัจจุบันก่อนบันทึก",
                       "Somebody else changed it: look at what it is now before saving."}};
        stale.members = {{"current", now->value}, {"current_etag", Value(now->tag)}};
        return Unexpected{std::move(stale)};
    }
    const store::Command command{std::string(agency), by.actor.account, options_.now(), by.once.key,
                                 by.once.fingerprint};
    const auto put = replace_setting(store_, command, name_of_setting(id), *seen,
                                     base::to_canonical_json(kept), template_named(id));
    if (!put) return Unexpected{put.error()};
    return read_template(agency, id);
}

Books::Answer<Tagged> Books::put_template(std::string_view agency, std::string_view id,
                                          std::string_view tag, const Value& body, const By& by) {
    if (find_kind(id) == nullptr) return Unexpected{not_found(template_named(id))};
    const auto text = text_of(body);
    if (!text) return Unexpected{text.error()};
    const base::FormErrors errors = errors_of(id, *text);
    if (!errors.empty()) return Unexpected{bad_template(errors)};
    return keep(agency, id, tag, Value(Object{{"text", Value(*text)}}), by);
}

Books::Answer<Tagged> Books::reset_template(std::string_view agency, std::string_view id,
                                            std::string_view tag, const By& by) {
    return keep(agency, id, tag, Value(Object{}), by);
}

Books::Answer<Value> Books::check_template(std::string_view id, const Value& body) {
    if (find_kind(id) == nullptr) return Unexpected{not_found(template_named(id))};
    const auto text = text_of(body);
    if (!text) return Unexpected{text.error()};
    return Value(Object{{"errors", Value(errors_value(errors_of(id, *text)))}});
}

Books::Answer<std::optional<book::Template>> Books::own_plan_template(std::string_view plan) const {
    const auto agency = workspace_.agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    const auto now = in_force(*agency, "annual-plan");
    if (!now) return Unexpected{now.error()};
    if (!now->is_own) return std::optional<book::Template>();
    auto made = book::read_template(now->text);
    if (!made) return std::optional<book::Template>();
    return std::optional<book::Template>(std::move(*made));
}

Books::Answer<Download> Books::made(std::string_view plan, const std::string& book,
                                    const std::string& format, const std::string& text,
                                    const Moment& moment, const By& by,
                                    const report::TimelineFilter& filter,
                                    const ReadPersons& read_persons) const {
    if (is_report(book))
        return year_.book(plan, book, format, moment, by, text, filter, read_persons);
    if (read_persons) {
        // A plan's book has nothing personal; who may not ask is told so all the same.
        const auto agency = workspace_.agency_of_plan(plan);
        if (!agency) return Unexpected{agency.error()};
        const auto read = read_persons(*agency, "book " + book, {});
        if (!read) return Unexpected{read.error()};
    }
    return workspace_.book(plan, book, format, text);
}

Books::Answer<Download> Books::book(std::string_view plan, const std::string& book,
                                    const std::string& format, TemplateChoice choice,
                                    const Moment& moment, const By& by,
                                    const report::TimelineFilter& filter,
                                    const ReadPersons& read_persons) const {
    const TemplateKind* kind = kind_of_book(book);
    if (kind == nullptr) return Unexpected{no_such_book(book, format)};
    std::string text;
    if (choice == TemplateChoice::agency) {
        const auto agency = workspace_.agency_of_plan(plan);
        if (!agency) return Unexpected{agency.error()};
        auto now = in_force(*agency, kind->id);
        if (!now) return Unexpected{now.error()};
        if (now->is_own) text = std::move(now->text);
    }
    return made(plan, book, format, text, moment, by, filter, read_persons);
}

Books::Answer<Value> Books::file(std::string_view plan, const Value& body, const Moment& moment,
                                 const By& by, Year& year) const {
    std::map<std::string_view, std::string> texts;
    for (const std::string_view name : {"book", "format", "template", "element", "on", "title"}) {
        auto text = text_member(body, name, 1000);
        if (!text) return Unexpected{text.error()};
        texts[name] = std::move(*text);
    }
    Year::NewEvidence what{texts["element"], texts["on"], texts["title"], {}, {}};
    if (const Value* level = body.find("level"); level != nullptr && level->as_integer() != nullptr)
        what.level = static_cast<int>(std::clamp<std::int64_t>(*level->as_integer(), 0, 100));
    const auto made =
        book(plan, texts["book"], texts["format"].empty() ? "pdf" : texts["format"],
             texts["template"] == "shipped" ? TemplateChoice::shipped : TemplateChoice::agency,
             moment, by);
    if (!made) return Unexpected{made.error()};
    what.file_name = made->file_name;
    return year.add_evidence(plan, what, made->bytes, by);
}

Books::Answer<Download> Books::preview(std::string_view plan, const Value& body,
                                       const Moment& moment, const By& by) const {
    const auto book = text_member(body, "book", 100);
    if (!book) return Unexpected{book.error()};
    const auto choice = text_member(body, "choice", 100);
    if (!choice) return Unexpected{choice.error()};
    if (body.find("text") == nullptr) {
        return this->book(plan, *book, "html",
                          *choice == "shipped" ? TemplateChoice::shipped : TemplateChoice::agency,
                          moment, by);
    }
    const TemplateKind* kind = kind_of_book(*book);
    if (kind == nullptr) return Unexpected{no_such_book(*book, "html")};
    const auto text = text_of(body);
    if (!text) return Unexpected{text.error()};
    const base::FormErrors errors = errors_of(kind->id, *text);
    if (!errors.empty()) return Unexpected{bad_template(errors)};
    return made(plan, *book, "html", *text, moment, by, {});
}

}  // namespace phaen::app
