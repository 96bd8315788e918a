#include "phaen/app/dictionaries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "parts.h"
#include "phaen/dataset/dictionary_toml.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;
using dataset::Dictionary;

namespace {

constexpr std::size_t kFileBytes = 1U << 20;
constexpr std::size_t kMostDatasets = 200;
constexpr std::size_t kMostVersions = 1'000;

BothTexts dictionary_named(std::string_view id) {
    return {fmt::format("พจนานุกรมข้อมูล “{}”", id),
            fmt::format("dictionary of the dataset “{}”", id)};
}

bool is_own(const Dictionary& dictionary) {
    const Dictionary* shipped = dataset::find_shipped_dictionary(dictionary.id);
    return shipped == nullptr || dictionary.version >= kFirstOwnVersion;
}

std::string_view word_of(dataset::ChangeKind kind) {
    constexpr std::array<std::string_view, 17> kWords = {
        "field_added",     "required_field_added", "field_removed",     "type_widened",
        "type_changed",    "became_required",      "became_optional",   "choice_added",
        "choice_removed",  "range_widened",        "range_narrowed",    "pattern_changed",
        "became_unique",   "no_longer_unique",     "reference_changed", "key_changed",
        "computed_changed"};
    return kWords.at(static_cast<std::size_t>(kind));
}

Refusal bad_file(const base::FormErrors& errors) {
    Refusal refusal =
        invalid("bad_dictionary", {"พจนานุกรมข้อมูลใช้ไม่ได้", "The dictionary cannot be used"},
                {base::describe_error(errors.front(), base::MessageLanguage::thai),
                 base::describe_error(errors.front(), base::MessageLanguage::english)});
    refusal.members.emplace_back("errors", Value(errors_value(errors)));
    return refusal;
}

/// The file in either of its forms.
Result<Dictionary, base::FormErrors> read_file(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string_view::npos && text[first] == '{';
    return dataset::load_dictionary(
        text, is_json ? dataset::DictionaryFormat::json : dataset::DictionaryFormat::toml);
}

/// What refers to a dataset that there is not.
base::FormErrors lost_references(const Dictionary& dictionary, const DictionarySet& known) {
    base::FormErrors errors;
    for (std::size_t i = 0; i < dictionary.fields.size(); ++i) {
        const std::string& of = dictionary.fields[i].references;
        if (of.empty() || of == dictionary.id || known.find(of) != nullptr) continue;
        errors.push_back(
            {base::FormErrorKind::unresolved, fmt::format("/fields/{}/references", i), {}, of, ""});
    }
    return errors;
}

Value item_value(const Dictionary& dictionary) {
    Value item = dataset::to_value(dictionary);
    item.set("is_own", Value(is_own(dictionary)));
    return item;
}

Value version_value(const Dictionary& dictionary, const Dictionary* before) {
    Array changes;
    if (before != nullptr) {
        for (const dataset::DictionaryChange& change : dataset::compare(*before, dictionary)) {
            changes.emplace_back(
                Object{{"change", Value(word_of(change.kind))},
                       {"field", Value(change.field)},
                       {"compatible", Value(dataset::is_compatible(change.kind))}});
        }
    }
    return Value(Object{{"version", Value(std::int64_t{dictionary.version})},
                        {"is_own", Value(is_own(dictionary))},
                        {"fields", Value(static_cast<std::int64_t>(dictionary.fields.size()))},
                        {"changes", Value(std::move(changes))}});
}

}  // namespace

DictionarySet::DictionarySet(std::vector<Dictionary> kept)
    : all_(std::move(kept)), mark_(static_cast<std::int64_t>(all_.size())) {
    for (const Dictionary& shipped : dataset::shipped_dictionaries()) {
        const bool is_there = std::any_of(all_.begin(), all_.end(), [&](const Dictionary& other) {
            return other.id == shipped.id && other.version == shipped.version;
        });
        if (!is_there) all_.push_back(shipped);
    }
    const auto take = [&](std::string_view id) {
        if (find(id) != nullptr) return;
        current_.push_back(*versions(id).front());
    };
    current_.reserve(all_.size());
    for (const Dictionary& shipped : dataset::shipped_dictionaries()) take(shipped.id);
    for (const Dictionary& dictionary : all_) take(dictionary.id);
}

const Dictionary* DictionarySet::find(std::string_view id) const {
    const auto found = std::find_if(current_.begin(), current_.end(),
                                    [&](const Dictionary& one) { return one.id == id; });
    return found == current_.end() ? nullptr : &*found;
}

std::vector<const Dictionary*> DictionarySet::versions(std::string_view id) const {
    std::vector<const Dictionary*> found;
    for (const Dictionary& dictionary : all_) {
        if (dictionary.id == id) found.push_back(&dictionary);
    }
    std::sort(found.begin(), found.end(),
              [](const auto* a, const auto* b) { return a->version > b->version; });
    return found;
}

Array DictionarySet::values() const {
    Array items;
    items.reserve(current_.size());
    for (const Dictionary& dictionary : current_) items.push_back(item_value(dictionary));
    return items;
}

Dictionaries::Answer<std::shared_ptr<const DictionarySet>> Dictionaries::of(
    const std::string& agency) const {
    const auto marks = store_.rule_marks(agency);
    if (!marks) return Unexpected{from_store(marks.error(), dictionary_named(agency))};
    return of(agency, marks->dictionaries);
}

Dictionaries::Answer<std::shared_ptr<const DictionarySet>> Dictionaries::of(
    const std::string& agency, std::int64_t count) const {
    {
        const std::lock_guard lock(mutex_);
        const auto known = known_.find(agency);
        if (known != known_.end() && known->second->mark() == count) return known->second;
    }
    auto kept = store_.dictionaries(agency);
    if (!kept) return Unexpected{from_store(kept.error(), dictionary_named(agency))};
    auto made = std::make_shared<const DictionarySet>(std::move(*kept));
    const std::lock_guard lock(mutex_);
    known_[agency] = made;
    return made;
}

Dictionaries::Answer<Value> Dictionaries::list(const std::string& agency) const {
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    return Value(Object{{"items", Value((*known)->values())}});
}

Dictionaries::Answer<Value> Dictionaries::all(const Actor& actor, std::int64_t today) const {
    Array items;
    for (const Dictionary& shipped : dataset::shipped_dictionaries())
        items.push_back(item_value(shipped));
    std::set<std::string> agencies;
    for (const Duty& duty : actor.duties) {
        if (widest_scope(actor, "agency.read", duty.agency, today) != Scope::none)
            agencies.insert(duty.agency);
    }
    for (const std::string& agency : agencies) {
        const auto known = of(agency);
        if (!known) return Unexpected{known.error()};
        for (const Dictionary& dictionary : (*known)->current()) {
            if (!is_own(dictionary)) continue;
            Value item = item_value(dictionary);
            item.set("agency", Value(agency));
            items.push_back(std::move(item));
        }
    }
    return Value(Object{{"items", Value(std::move(items))}});
}

Dictionaries::Answer<Array> Dictionaries::personal(const std::string& agency) const {
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    Array items;
    for (const Dictionary& dictionary : (*known)->current()) {
        const bool has_personal =
            std::any_of(dictionary.fields.begin(), dictionary.fields.end(),
                        [](const dataset::Field& field) { return field.personal; });
        if (has_personal) items.push_back(item_value(dictionary));
    }
    return items;
}

Dictionaries::Answer<Value> Dictionaries::read(const std::string& agency,
                                               std::string_view dataset) const {
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    const auto versions = (*known)->versions(dataset);
    if (versions.empty()) return Unexpected{not_found(dictionary_named(dataset))};
    Array list;
    for (std::size_t i = 0; i < versions.size(); ++i)
        list.push_back(
            version_value(*versions[i], i + 1 < versions.size() ? versions[i + 1] : nullptr));
    return Value(Object{{"dataset", Value(dataset)},
                        {"is_own", Value(is_own(*versions.front()))},
                        {"dictionary", dataset::to_value(*versions.front())},
                        {"text", Value(dataset::to_toml(*versions.front()))},
                        {"versions", Value(std::move(list))}});
}

Dictionaries::Answer<Value> Dictionaries::set(const std::string& agency, std::string_view dataset,
                                              const Value& body, const By& by) {
    const Value* member = body.find("text");
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    if (text == nullptr || text->size() > kFileBytes) {
        return Unexpected{invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                                  {"“text” ต้องเป็นข้อความของไฟล์พจนานุกรม ไม่เกิน 1 เมกะไบต์",
                                   "“text” must be the dictionary's file, of at most 1 MB."})};
    }
    auto read = read_file(*text);
    if (!read) return Unexpected{bad_file(read.error())};
    const auto known = of(agency);
    if (!known) return Unexpected{known.error()};
    const DictionarySet& there = **known;
    base::FormErrors errors = lost_references(*read, there);
    if (read->id != dataset)
        errors.insert(errors.begin(),
                      {base::FormErrorKind::bad_value, "/id", {}, read->id, std::string(dataset)});
    if (!errors.empty()) return Unexpected{bad_file(errors)};
    const auto versions = there.versions(dataset);
    if ((versions.empty() && there.current().size() >= kMostDatasets) ||
        versions.size() >= kMostVersions) {
        return Unexpected{
            conflict("too_many", {"มีพจนานุกรมข้อมูลมากเกินไป", "There are too many dictionaries"},
                     {fmt::format("เก็บได้ {} ชุดข้อมูล ชุดละ {} รุ่น", kMostDatasets, kMostVersions),
                      fmt::format("At most {} datasets of {} versions each are kept.",
                                  kMostDatasets, kMostVersions)})};
    }
    // What its file calls its version is not asked: versions are counted here.
    const Dictionary* now = versions.empty() ? nullptr : versions.front();
    read->version = now != nullptr ? now->version : 1;
    if (now != nullptr && *read == *now) return this->read(agency, dataset);
    if (now != nullptr) ++read->version;
    if (dataset::find_shipped_dictionary(dataset) != nullptr)
        read->version = std::max(read->version, kFirstOwnVersion);
    const store::Command command{agency, by.actor.account, now_(), by.once.key,
                                 by.once.fingerprint};
    const auto put = store_.put_dictionary(command, *read);
    if (!put) {
        if (put.error().kind == store::ErrorKind::conflict) {
            return Unexpected{conflict(
                "moved_on", {"มีผู้บันทึกพจนานุกรมนี้พร้อมกัน", "Somebody else set this dictionary just now"},
                {"โหลดใหม่แล้วลองอีกครั้ง", "Load it again and try once more."})};
        }
        return Unexpected{from_store(put.error(), dictionary_named(dataset))};
    }
    return this->read(agency, dataset);
}

}  // namespace phaen::app
