#include "loaded.h"

#include <algorithm>
#include <map>

#include "draft.h"
#include "phaen/base/sha256.h"
#include "phaen/check/findings_json.h"
#include "phaen/check/words.h"
#include "phaen/plan/io.h"
#include "phaen/plan/scheme.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Value;

namespace {

constexpr std::size_t kKeyDigits = 16;

std::string key_of(const check::Finding& finding) {
    std::string text = finding.rule + '\n' + finding.element + '\n' + finding.path + '\n' +
                       finding.found + '\n' + finding.expected;
    // Without an element the place is what tells two findings of a rule apart.
    if (finding.element.empty() && !finding.places.empty()) {
        const plan::Place& place = finding.places.front();
        text += '\n' + std::to_string(place.block) + ' ' + std::to_string(place.row) + ' ' +
                std::to_string(place.cell);
    }
    return base::sha256_hex(text).substr(0, kKeyDigits);
}

}  // namespace

Loaded::Loaded(plan::Plan plan) : plan_(std::move(plan)), tree_(plan::to_value(plan_)) {}

Loaded::Loaded(plan::Plan plan, document::Document document, std::vector<book::Account> account)
    : plan_(std::move(plan)),
      tree_(plan::to_value(plan_)),
      document_(std::move(document)),
      account_(std::move(account)) {}

std::shared_ptr<const Checked> Loaded::checked(std::shared_ptr<const plan::Scheme> scheme) const {
    const std::lock_guard lock(checked_mutex_);
    const bool is_known =
        checked_ != nullptr &&
        (checked_->scheme == scheme ||
         (checked_->scheme != nullptr && scheme != nullptr && *checked_->scheme == *scheme));
    if (is_known) return checked_;
    check::Subject subject;
    subject.plan = &plan_;
    subject.scheme = scheme.get();
    if (document_) {
        subject.document = &*document_;
        subject.account = &account_;
    }
    auto made = std::make_shared<Checked>();
    made->scheme = std::move(scheme);
    made->report = check::check(subject, check::shipped_words());
    std::map<std::string, int> times;
    for (const check::Finding& finding : made->report.findings) {
        std::string key = key_of(finding);
        const int before = times[key]++;
        if (before > 0) key += "-" + std::to_string(before + 1);
        made->findings.push_back({std::move(key), finding});
    }
    checked_ = std::move(made);
    return checked_;
}

std::shared_ptr<const Written> Loaded::known_written(std::string_view element) const {
    const std::shared_lock lock(written_mutex_, std::try_to_lock);
    if (!lock) return nullptr;
    const auto known = written_.find(element);
    return known == written_.end() ? nullptr : known->second;
}

std::shared_ptr<const Written> Loaded::written(std::string_view element) const {
    {
        const std::shared_lock lock(written_mutex_);
        const auto known = written_.find(element);
        if (known != written_.end()) return known->second;
    }
    const auto value = element_value(plan_, tree_, element);
    if (!value) return nullptr;
    auto made =
        std::make_shared<const Written>(Written{base::to_compact_json(*value), tag_of(*value)});
    const std::lock_guard lock(written_mutex_);
    return written_.emplace(std::string(element), std::move(made)).first->second;
}

Object Checked::object() const {
    Array list;
    for (const KeyedFinding& keyed : findings) {
        Value value = check::to_value(keyed.finding);
        value.set("key", Value(keyed.key));
        list.push_back(std::move(value));
    }
    Array accepted;
    for (const check::AcceptedFinding& finding : report.accepted) {
        Value value = check::to_value(finding);
        value.set("key", Value(key_of(finding.finding)));
        accepted.push_back(std::move(value));
    }
    return {{"findings", Value(std::move(list))}, {"accepted", Value(std::move(accepted))}};
}

std::shared_ptr<const Loaded> LoadedCache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto at = std::find_if(entries_.begin(), entries_.end(),
                                 [&](const auto& entry) { return entry.first == key; });
    if (at == entries_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, at);
    return at->second;
}

base::Result<std::shared_ptr<const Loaded>, Refusal> LoadedCache::get(const std::string& key,
                                                                      const Make& make) {
    if (auto found = find(key)) return found;
    auto made = make();
    if (made) put(key, *made);
    return made;
}

void LoadedCache::put(const std::string& key, std::shared_ptr<const Loaded> loaded) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const auto& entry) { return entry.first == key; });
    entries_.emplace_front(key, std::move(loaded));
    if (entries_.size() > kKept) entries_.pop_back();
}

}  // namespace phaen::app
