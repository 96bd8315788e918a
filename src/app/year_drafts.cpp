// Forms that people are filling in.
#include <charconv>

#include "parts.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kDraftBytes = std::size_t{1} << 20;

BothTexts draft_named() { return {"ร่าง", "draft"}; }

/// Everybody has drafts of their own.
std::string id_of(std::string_view plan, std::string_view id, const By& by) {
    return by.actor.account + " " + std::string(plan) + " " + std::string(id);
}

Tagged value_of(std::string_view id, const store::Draft& draft) {
    Value body;
    if (auto parsed = base::parse_json(draft.body)) body = std::move(*parsed);
    return {Value(Object{{"id", Value(id)},
                         {"revision", Value(draft.revision)},
                         {"at", Value(to_text(draft.at))},
                         {"body", std::move(body)}}),
            std::to_string(draft.revision)};
}

}  // namespace

Result<Tagged, Refusal> Year::draft(std::string_view plan, std::string_view id,
                                    const By& by) const {
    const auto current = parts_->workspace.current(plan);
    if (!current) return Unexpected{current.error()};
    const auto draft = parts_->store.draft(current->agency, id_of(plan, id, by));
    if (!draft) return Unexpected{from_store(draft.error(), draft_named())};
    return value_of(id, *draft);
}

Result<Tagged, Refusal> Year::put_draft(std::string_view plan, std::string_view id,
                                        std::string_view tag, const Value& body, const By& by) {
    const auto current = parts_->workspace.current(plan);
    if (!current) return Unexpected{current.error()};
    store::Draft draft;
    draft.id = id_of(plan, id, by);
    draft.owner = by.actor.account;
    draft.kind = "form";
    draft.at = parts_->options.now();
    draft.body = base::to_compact_json(body);
    if (body.as_object() == nullptr || draft.body.size() > kDraftBytes) {
        return Unexpected{invalid(
            "bad_draft", {"ร่างเก็บไม่ได้", "The draft cannot be kept"},
            {"ต้องเป็นออบเจกต์ JSON ไม่เกิน 1 เมกะไบต์", "It must be a JSON object of at most 1 MB."})};
    }
    const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), draft.revision);
    const bool is_number = error == std::errc() && end == tag.data() + tag.size();
    const auto put = is_number ? parts_->store.put_draft(current->agency, draft)
                               : Result<std::int64_t, store::Error>(Unexpected{
                                     store::Error{store::ErrorKind::conflict, draft.id}});
    if (put) {
        draft.revision = *put;
        return value_of(id, draft);
    }
    if (put.error().kind != store::ErrorKind::conflict)
        return Unexpected{from_store(put.error(), draft_named())};
    Refusal stale{RefusalKind::stale,
                  "stale_draft",
                  {"ร่างเปลี่ยนไปแล้ว", "The draft has changed"},
                  {"แก้จากหน้าต่างอื่นหรือเครื่องอื่นแล้ว โปรดโหลดใหม่",
                   "It was changed in another window or on another device: load it again."}};
    if (const auto now = this->draft(plan, id, by)) {
        stale.members = {{"current", now->value}, {"current_etag", Value(now->tag)}};
    }
    return Unexpected{std::move(stale)};
}

Result<base::Done, Refusal> Year::drop_draft(std::string_view plan, std::string_view id,
                                             const By& by) {
    const auto current = parts_->workspace.current(plan);
    if (!current) return Unexpected{current.error()};
    const auto dropped = parts_->store.drop_draft(current->agency, id_of(plan, id, by));
    if (!dropped) return Unexpected{from_store(dropped.error(), draft_named())};
    return base::Done{};
}

}  // namespace phaen::app
