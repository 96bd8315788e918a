#include "context.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/plan/io.h"

namespace phaen::check {

namespace {

using plan::ElementKind;
using plan::Place;

struct KindName {
    ElementKind kind;
    std::string_view th;
    std::string_view en;
};

constexpr std::array<KindName, plan::kElementKindCount> kKindNames = {{
    {ElementKind::narrative, "ข้อความ", "text"},
    {ElementKind::organisation, "หน่วยงาน", "organisation"},
    {ElementKind::mission_statement, "พันธกิจ", "mission statement"},
    {ElementKind::framework, "แผน", "framework"},
    {ElementKind::framework_node, "ประเด็นของแผน", "framework node"},
    {ElementKind::measure, "มาตรการ", "measure"},
    {ElementKind::swot_item, "ข้อ", "SWOT item"},
    {ElementKind::swot_combination, "การจับคู่ SWOT", "SWOT combination"},
    {ElementKind::mission, "ภารกิจ", "mission"},
    {ElementKind::glossary_term, "นิยาม", "definition"},
    {ElementKind::indicator, "ตัวชี้วัด", "indicator"},
    {ElementKind::evidence_item, "หลักฐาน", "evidence item"},
    {ElementKind::higher_indicator, "ตัวชี้วัดของแผนระดับบน", "higher indicator"},
    {ElementKind::project, "โครงการ", "project"},
    {ElementKind::activity, "กิจกรรม", "activity"},
    {ElementKind::budget_node, "หมวดงบประมาณ", "budget heading"},
    {ElementKind::schedule, "ตารางขั้นตอน", "step table"},
    {ElementKind::step, "ขั้นตอน", "step"},
    {ElementKind::result, "ผลการดำเนินงาน", "result"},
    {ElementKind::claim, "ข้อความที่พิมพ์", "claim"},
}};

/// Members of the plan file that are not text for people.
bool is_text_member(std::string_view name) {
    static constexpr std::array<std::string_view, 27> kNot = {
        "schema",    "id",     "scheme",  "agency", "kind",         "parent", "sha256",
        "file",      "rule",   "element", "by",     "relation",     "as",     "status",
        "framework", "node",   "result",  "better", "comparison",   "origin", "component",
        "group",     "number", "code",    "prefix", "accumulation", "after"};
    return std::find(kNot.begin(), kNot.end(), name) == kNot.end();
}

bool is_prose(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == ' '; });
}

void add_place(std::vector<Place>& places, const Place& place) {
    if (place.block < 0 && place.line <= 0) return;
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
}

Place place_of(const document::Place& place) {
    return {place.block, place.row, place.cell, place.line};
}

std::string escape_pointer(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

}  // namespace

std::string shorten(std::string_view text, std::size_t graphemes) {
    std::string clean = base::clean_text(text);
    if (base::count_graphemes(clean) <= graphemes) return clean;
    // The shortest beginning with so many characters. A code point adds one at most, so what is
    // missing may be skipped at once.
    std::size_t end = 0;
    std::size_t count = 0;
    while (end < clean.size() && count < graphemes) {
        for (std::size_t missing = graphemes - count; missing > 0 && end < clean.size();
             --missing) {
            ++end;
            while (end < clean.size() &&
                   (static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U) {
                ++end;
            }
        }
        count = base::count_graphemes(std::string_view(clean).substr(0, end));
    }
    clean.resize(end);
    return clean + "…";
}

std::string thai(long long number) { return base::to_thai_digits(std::to_string(number)); }

FindingBuilder::FindingBuilder(Context& context, const Rule& rule) : context_(context) {
    finding_.rule = rule.id;
    finding_.severity = rule.severity;
    finding_.category = rule.category;
}

FindingBuilder::~FindingBuilder() {
    if (finding_.places.empty() && !finding_.element.empty()) {
        for (const Place& place : context_.places_of(finding_.element)) {
            add_place(finding_.places, place);
            break;  // the first print of it; a rule that means more says so
        }
    }
    context_.report(std::move(finding_));
}

FindingBuilder& FindingBuilder::about(std::string_view element) {
    const plan::Element* found = context_.elements().find(element);
    if (found == nullptr) return *this;
    finding_.element = element;
    if (finding_.path.empty()) finding_.path = found->pointer;
    return *this;
}

FindingBuilder& FindingBuilder::member(std::string_view pointer_below) {
    finding_.path += pointer_below;
    return *this;
}

FindingBuilder& FindingBuilder::path(std::string pointer) {
    finding_.path = std::move(pointer);
    return *this;
}

FindingBuilder& FindingBuilder::at(const Place& place) {
    add_place(finding_.places, place);
    return *this;
}

FindingBuilder& FindingBuilder::at(const std::vector<Place>& places) {
    for (const Place& place : places) add_place(finding_.places, place);
    return *this;
}

FindingBuilder& FindingBuilder::at(const Passage& passage) {
    add_place(finding_.places, passage.place);
    if (finding_.element.empty()) about(passage.element);
    if (!passage.pointer.empty() && finding_.path.find(passage.pointer) != 0) {
        finding_.path = passage.pointer;
    }
    return *this;
}

FindingBuilder& FindingBuilder::severity(Severity severity) {
    finding_.severity = severity;
    return *this;
}

FindingBuilder& FindingBuilder::found(std::string printed) {
    finding_.found = std::move(printed);
    return *this;
}

FindingBuilder& FindingBuilder::expected(std::string text) {
    finding_.expected = std::move(text);
    return *this;
}

FindingBuilder& FindingBuilder::say(std::string th, std::string en) {
    finding_.message = {std::move(th), std::move(en)};
    return *this;
}

FindingBuilder& FindingBuilder::replace(std::string_view pointer, base::Value from,
                                        base::Value to) {
    if (!finding_.fix) finding_.fix.emplace();
    const auto operation = [&](std::string_view op, base::Value value) {
        base::Object object;
        object.emplace_back("op", base::Value(op));
        object.emplace_back("path", base::Value(pointer));
        object.emplace_back("value", std::move(value));
        finding_.fix->patch.emplace_back(std::move(object));
    };
    operation("test", std::move(from));
    operation("replace", std::move(to));
    return *this;
}

Context::Context(const Subject& subject, const Words& words, std::stop_token stop)
    : subject_(subject),
      words_(words),
      stop_(std::move(stop)),
      scheme_(subject.scheme != nullptr ? *subject.scheme : book::propose_scheme(*subject.plan)),
      elements_(*subject.plan) {
    index_claims();
    index_account();
    if (subject_.document != nullptr) {
        passages_of_document();
    } else {
        passages_of_plan();
    }
    forms_ = std::vector<Forms>(passages_.size());
}

const Folded& Context::folded(const Passage& passage) const {
    Forms& forms = forms_[index_of(passage)];
    std::call_once(forms.is_folded, [&] { forms.folded = fold(passage.text); });
    return forms.folded;
}

const std::string& Context::prepared(const Passage& passage) const {
    Forms& forms = forms_[index_of(passage)];
    std::call_once(forms.is_prepared, [&] {
        forms.prepared = base::to_arabic_digits(base::clean_text(passage.text));
    });
    return forms.prepared;
}

void Context::report(Finding finding) {
    const std::lock_guard lock(findings_lock_);
    findings_.push_back(std::move(finding));
}

Context::Slot& Context::slot_of(std::type_index type) const {
    const std::lock_guard lock(derived_lock_);
    return derived_[type];
}

std::size_t Context::index_of(const Passage& passage) const {
    const std::ptrdiff_t index = &passage - passages_.data();
    PHAEN_CHECK(index >= 0 && static_cast<std::size_t>(index) < passages_.size(),
                "the passage is of this context");
    return static_cast<std::size_t>(index);
}

void Context::index_claims() {
    for (const plan::Claim& claim : subject_.plan->claims) {
        claims_by_kind_[claim.kind].push_back(&claim);
        claims_by_element_[claim.about].push_back(&claim);
    }
}

void Context::index_account() {
    if (subject_.account == nullptr) return;
    for (const book::Account& account : *subject_.account) {
        account_by_row_.emplace(std::pair{account.place.block, account.place.row}, &account);
    }
}

void Context::passages_of_document() {
    const auto add = [this](const document::Paragraph& paragraph, Passage::Kind kind) {
        Passage passage;
        passage.kind = kind;
        passage.text = paragraph.printed();
        passage.place = place_of(paragraph.place);
        const auto found = account_by_row_.find(std::pair{passage.place.block, passage.place.row});
        if (found != account_by_row_.end()) {
            const book::Account& account = *found->second;
            passage.what = account.what;
            passage.repeated = account.what.starts_with("repeated_");
            if (account.what == "contents") passage.kind = Passage::Kind::contents;
            if (account.what == "header_row" || account.what == "repeated_header") {
                passage.kind = Passage::Kind::header_cell;
            }
            if (account.what == "heading") passage.kind = Passage::Kind::heading;
            if (account.destinations.size() == 1) {
                passage.element = account.destinations.front().element;
            }
        }
        if (!passage.text.empty()) passages_.push_back(std::move(passage));
    };
    const auto add_cell = [this, &add](const document::Cell& cell) {
        const std::size_t first = passages_.size();
        document::Paragraph whole;
        whole.text = cell.text();
        whole.place = cell.place;
        add(whole, Passage::Kind::cell);
        if (passages_.size() > first && passages_.back().place.cell < 0) {
            passages_.back().place = place_of(cell.place);
        }
    };
    for (const document::Block& block : subject_.document->blocks) {
        if (block.kind == document::Block::Kind::paragraph) {
            add(block.paragraph, block.paragraph.heading_level > 0 ? Passage::Kind::heading
                                                                   : Passage::Kind::paragraph);
            continue;
        }
        std::vector<const document::Table*> tables = {&block.table};
        while (!tables.empty()) {
            const document::Table* table = tables.back();
            tables.pop_back();
            for (const document::Row& row : table->rows) {
                for (const document::Cell& cell : row.cells) {
                    add_cell(cell);
                    for (const document::Table& nested : cell.tables) tables.push_back(&nested);
                }
            }
        }
    }
}

void Context::passages_of_plan() {
    std::unordered_map<std::string_view, std::string_view> element_at;
    for (const plan::Element& element : elements_.elements()) {
        element_at.emplace(element.pointer, element.id);
    }
    const base::Value root = plan::to_value(*subject_.plan);
    struct Open {
        const base::Value* value;
        std::string pointer;
        std::string_view element;
    };
    std::vector<Open> open = {{&root, "", ""}};
    while (!open.empty()) {
        Open here = std::move(open.back());
        open.pop_back();
        if (const auto found = element_at.find(here.pointer); found != element_at.end()) {
            here.element = found->second;
        }
        if (const std::string* text = here.value->as_string()) {
            if (!is_prose(*text)) continue;
            Passage passage;
            passage.kind = Passage::Kind::member;
            passage.text = *text;
            passage.element = here.element;
            passage.pointer = std::move(here.pointer);
            passages_.push_back(std::move(passage));
        } else if (const base::Array* array = here.value->as_array()) {
            for (std::size_t i = array->size(); i-- > 0;) {
                open.push_back(
                    {&(*array)[i], here.pointer + '/' + std::to_string(i), here.element});
            }
        } else if (const base::Object* object = here.value->as_object()) {
            for (auto member = object->rbegin(); member != object->rend(); ++member) {
                if (here.pointer.empty() &&
                    (member->first == "claims" || member->first == "source" ||
                     member->first == "accepted")) {
                    continue;
                }
                if (member->second.as_string() != nullptr && !is_text_member(member->first)) {
                    continue;
                }
                open.push_back({&member->second, here.pointer + '/' + escape_pointer(member->first),
                                here.element});
            }
        }
    }
}

const std::vector<const plan::Claim*>& Context::claims(plan::ClaimKind kind) const {
    static const std::vector<const plan::Claim*> kNone;
    const auto found = claims_by_kind_.find(kind);
    return found == claims_by_kind_.end() ? kNone : found->second;
}

std::vector<const plan::Claim*> Context::claims_about(std::string_view element,
                                                      plan::ClaimKind kind) const {
    std::vector<const plan::Claim*> out;
    const auto found = claims_by_element_.find(element);
    if (found == claims_by_element_.end()) return out;
    for (const plan::Claim* claim : found->second) {
        if (claim->kind == kind) out.push_back(claim);
    }
    return out;
}

const std::vector<Place>& Context::places_of(std::string_view element) const {
    static const std::vector<Place> kNone;
    if (!subject_.plan->source) return kNone;
    const auto found = subject_.plan->source->elements.find(plan::Id(element));
    return found == subject_.plan->source->elements.end() ? kNone : found->second;
}

const Place* Context::first_place_of(std::string_view element) const {
    const auto& places = places_of(element);
    return places.empty() ? nullptr : &places.front();
}

const book::Account* Context::account_at(const Place& place) const {
    const auto found = account_by_row_.find(std::pair{place.block, place.row});
    return found == account_by_row_.end() ? nullptr : found->second;
}

std::string_view Context::what_at(const Place& place) const {
    const auto found = account_by_row_.find(std::pair{place.block, place.row});
    return found == account_by_row_.end() ? std::string_view() : found->second->what;
}

std::string Context::name_th(std::string_view element) const {
    const plan::Element* found = elements_.find(element);
    if (found == nullptr) return std::string(element);
    const KindName& kind = kKindNames.at(static_cast<std::size_t>(found->kind));
    PHAEN_CHECK(kind.kind == found->kind, "the names stand in the order of the kinds");
    const std::string title = shorten(plan::title_of(*found));
    // A project's name begins with the word that we would put before it.
    if (title.starts_with(kind.th)) return "“" + title + "”";
    return std::string(kind.th) + " “" + title + "”";
}

std::string Context::name_en(std::string_view element) const {
    const plan::Element* found = elements_.find(element);
    if (found == nullptr) return std::string(element);
    const KindName& kind = kKindNames.at(static_cast<std::size_t>(found->kind));
    return std::string(kind.en) + " “" + shorten(plan::title_of(*found)) + "”";
}

}  // namespace phaen::check
