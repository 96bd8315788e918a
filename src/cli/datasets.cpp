#include "datasets.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "files.h"
#include "identity.h"
#include "phaen/app/dictionaries.h"
#include "phaen/dataset/dictionary_toml.h"
#include "phaen/store/database.h"
#include "store_place.h"
#include "year.h"

namespace phaen::cli {

using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr const char* kBy = "command-line";
constexpr std::uint64_t kFileBytes = 1U << 20;
constexpr std::array<std::string_view, 4> kVerbs = {"check", "list", "show", "set"};

Result<ExitStatus, Refusal> tell(const std::string& text, ExitStatus status = ExitStatus::done) {
    const auto told = print(text);
    if (!told) return Unexpected{told.error()};
    return status;
}

bool is_json(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string::npos && text[first] == '{';
}

/// Each error on a line with its place in the file; empty: it can be used.
std::string errors_of(const std::string& file, const std::string& text, Language language) {
    const auto read = dataset::load_dictionary(
        text, is_json(text) ? dataset::DictionaryFormat::json : dataset::DictionaryFormat::toml);
    std::string lines;
    if (read) return lines;
    for (const base::FormError& error : read.error()) {
        lines += file + ": " + base::describe_error(error, form_language(language)) + "\n";
    }
    return lines;
}

Refusal as_told(const app::Refusal& refusal, Language language) {
    const bool thai = language == Language::thai;
    return {Message::as_told,
            {(thai ? refusal.title.th : refusal.title.en) + ": " +
             (thai ? refusal.detail.th : refusal.detail.en)}};
}

Result<ExitStatus, Refusal> check_file(const std::string& file, Language language) {
    const auto text = read_file(file, kFileBytes);
    if (!text) return Unexpected{text.error()};
    const std::string errors = errors_of(file, *text, language);
    if (!errors.empty()) return tell(errors, ExitStatus::differences);
    return tell(
        std::string(Both{"ใช้ได้ ไม่พบข้อผิดพลาด\n", "Nothing is wrong with it.\n"}.in(language)));
}

std::string list_of(const app::DictionarySet& dictionaries) {
    std::string text;
    for (const dataset::Dictionary& dictionary : dictionaries.current()) {
        text += dictionary.id + "\t" + std::to_string(dictionary.version) + "\t" +
                dictionary.title.th + "\t" + dictionary.title.en + "\n";
    }
    return text;
}

Refusal unknown_dataset(const std::string& id, const app::DictionarySet& dictionaries) {
    std::string known;
    for (const dataset::Dictionary& dictionary : dictionaries.current())
        known += (known.empty() ? "" : ", ") + dictionary.id;
    return {Message::value_not_among, {"dataset show", id, known}};
}

}  // namespace

Result<ExitStatus, Refusal> run_dataset(const Invocation& invocation, Language language) {
    const std::string verb = invocation.operands.front();
    if (std::find(kVerbs.begin(), kVerbs.end(), verb) == kVerbs.end())
        return Unexpected{
            Refusal{Message::value_not_among, {"dataset", verb, "check, list, show, set"}}};
    const bool has_operand = invocation.operands.size() > 1;
    if (!has_operand && verb != "list") {
        return Unexpected{Refusal{Message::missing_argument,
                                  {verb == "show" ? "DATASET" : "FILE", "dataset " + verb + " "}}};
    }
    if (verb == "check") return check_file(invocation.operands[1], language);
    const std::string agency = invocation.option("agency");
    if (agency.empty() && verb == "set")
        return Unexpected{Refusal{Message::missing_argument, {"--agency", "dataset set "}}};
    std::unique_ptr<store::Database> database;
    auto known = std::make_shared<const app::DictionarySet>();
    std::unique_ptr<app::Dictionaries> dictionaries;
    if (!agency.empty()) {
        const auto place = place_of(invocation);
        if (!place) return Unexpected{place.error()};
        auto opened = store::Database::open(place->url);
        if (!opened) return Unexpected{refusal_of(opened.error(), place->url.shown())};
        database = std::move(*opened);
        dictionaries = std::make_unique<app::Dictionaries>(*database, present);
        auto there = dictionaries->of(agency);
        if (!there) return Unexpected{as_told(there.error(), language)};
        known = std::move(*there);
    }
    if (verb == "list") return tell(list_of(*known));
    if (verb == "show") {
        const dataset::Dictionary* found = known->find(invocation.operands[1]);
        if (found == nullptr) return Unexpected{unknown_dataset(invocation.operands[1], *known)};
        return tell(dataset::to_toml(*found));
    }
    const std::string& file = invocation.operands[1];
    const auto text = read_file(file, kFileBytes);
    if (!text) return Unexpected{text.error()};
    const std::string errors = errors_of(file, *text, language);
    if (!errors.empty()) return tell(errors, ExitStatus::differences);
    const auto read = dataset::load_dictionary(
        *text, is_json(*text) ? dataset::DictionaryFormat::json : dataset::DictionaryFormat::toml);
    app::Actor actor;
    actor.account = kBy;
    const auto set =
        dictionaries->set(agency, read->id, Value(Object{{"text", Value(*text)}}), {actor, 0, {}});
    if (!set) return Unexpected{as_told(set.error(), language)};
    const Value& newest = set->find("versions")->as_array()->front();
    return tell(read->id + "\t" + std::to_string(*newest.find("version")->as_integer()) + "\n");
}

}  // namespace phaen::cli
