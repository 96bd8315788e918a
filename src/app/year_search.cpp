// What of a year can be found by words.
#include <algorithm>
#include <string>
#include <vector>

#include "phaen/dataset/dictionary.h"
#include "phaen/dataset/records.h"
#include "phaen/query/world.h"
#include "search_match.h"
#include "year_parts.h"

namespace phaen::app {

using base::Unexpected;
using base::Value;

namespace {

/// More are not made ready for a search.
constexpr std::size_t kMostFindable = 200'000;

/// Whether a field may be searched by everybody who may see records. What is personal never may,
/// also what was not personal yet when it was recorded.
bool is_searched(const dataset::Field& field) {
    if (field.personal || field.computed) return false;
    return field.type == dataset::FieldType::text || field.type == dataset::FieldType::choice ||
           field.type == dataset::FieldType::url;
}

/// What a text field of the row says; empty when it says nothing, or is not to be searched.
std::string_view text_in(const dataset::Field& field, const Value& values) {
    const Value* value = is_searched(field) ? values.find(field.name) : nullptr;
    const std::string* text = value != nullptr ? value->as_string() : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

/// What a record is called: by its key, else by its first text, else by its id.
std::string title_of(const dataset::Dictionary& dictionary, const dataset::Row& row) {
    std::string title;
    for (const std::string& name : dictionary.key) {
        const dataset::Field* field = dictionary.find(name);
        const std::string_view text =
            field != nullptr ? text_in(*field, *row.values) : std::string_view();
        if (text.empty()) continue;
        if (!title.empty()) title += " · ";
        title += text;
    }
    for (const dataset::Field& field : dictionary.fields) {
        if (title.empty()) title = text_in(field, *row.values);
    }
    return title.empty() ? std::string(row.record) : title;
}

/// The words of a choice, in both languages.
void add_choice(const dataset::Field& field, std::string_view value,
                std::vector<std::string_view>& texts) {
    const auto chosen = std::find_if(field.choices.begin(), field.choices.end(),
                                     [&](const auto& choice) { return choice.value == value; });
    if (chosen == field.choices.end()) return;
    texts.push_back(chosen->label.th);
    texts.push_back(chosen->label.en);
}

Year::Findable record_of(const dataset::Dictionary& dictionary, const dataset::Row& row,
                         const query::World& world) {
    Year::Findable found;
    found.id = row.record;
    found.title = title_of(dictionary, row);
    found.of = {dictionary.title.th, dictionary.title.en};
    found.dataset = dictionary.id;
    found.on = base::to_iso(day_from(world.log().at(row.fact).last_day));
    std::vector<std::string_view> texts = {found.title, row.record, dictionary.title.th,
                                           dictionary.title.en};
    for (const dataset::Field& field : dictionary.fields) {
        const std::string_view text = text_in(field, *row.values);
        if (field.type == dataset::FieldType::choice)
            add_choice(field, text, texts);
        else
            texts.push_back(text);
    }
    found.folded_title = Wanted::fold({found.title});
    found.folded = Wanted::fold(texts);
    return found;
}

std::string_view word_of(PieceKind kind) {
    switch (kind) {
        case PieceKind::indicator:
        case PieceKind::evidence:
            return "indicator";
        case PieceKind::project:
            return "project";
        case PieceKind::activity:
            return "activity";
        case PieceKind::schedule:
            return "schedule";
        case PieceKind::step:
            return "step";
    }
    return "";
}

Year::Findable evidence_of(const facts::FactView& fact, const Pieces& pieces) {
    Year::Findable found;
    found.is_evidence = true;
    found.id = fact.id;
    const facts::Evidence& evidence = *fact.evidence;
    found.title = !evidence.title.empty() ? evidence.title : evidence.file;
    found.on = base::to_iso(day_from(fact.last_day));
    found.element = fact.element;
    if (const Piece* piece = pieces.find(fact.element)) {
        found.of = {std::string(piece->name), std::string(piece->name)};
        found.element_kind = word_of(piece->kind);
        // An item of evidence is shown with its indicator.
        if (piece->kind == PieceKind::evidence) found.element = piece->path.front();
    }
    found.folded_title = Wanted::fold({found.title});
    found.folded = Wanted::fold(
        {found.title, evidence.file, evidence.document, evidence.url, found.of.th, fact.element});
    return found;
}

}  // namespace

Year::Answer<std::shared_ptr<const std::vector<Year::Findable>>> Year::findable(
    std::string_view plan) const {
    const auto held = parts_->hold(plan, {});
    if (!held) return Unexpected{held.error()};
    const std::string key = held->key(held->as_of.day);
    if (auto known = parts_->findables.find(key)) return known;
    const query::World world(held->sources(), held->as_of);
    auto made = std::make_shared<std::vector<Findable>>();
    for (const dataset::Dictionary& dictionary : held->rules.dictionaries->current()) {
        for (const dataset::Row& row : world.records().of(dictionary.id)) {
            if (made->size() == kMostFindable) break;
            made->push_back(record_of(dictionary, row, world));
        }
    }
    const std::shared_ptr<const PiecesOfPlan> of_plan = parts_->pieces_of(*held);
    for (const std::uint32_t index : world.view(facts::FactKind::evidence)) {
        if (made->size() == kMostFindable) break;
        const facts::FactView fact = world.log().at(index);
        if (fact.evidence != nullptr) made->push_back(evidence_of(fact, of_plan->pieces));
    }
    parts_->findables.put(key, made);
    return std::shared_ptr<const std::vector<Findable>>(std::move(made));
}

}  // namespace phaen::app
