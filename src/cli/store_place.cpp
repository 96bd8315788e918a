#include "store_place.h"

#include <utility>

namespace phaen::cli {

using base::Result;
using base::Unexpected;

namespace {

constexpr const char* kDefaultDatabase = "sqlite:var/phaen.db";
constexpr const char* kDefaultData = "var";

}  // namespace

Result<Place, Refusal> place_of(const Invocation& invocation) {
    const std::string text = invocation.has("db") ? invocation.option("db") : kDefaultDatabase;
    auto url = store::DatabaseUrl::parse(text);
    // What is no URL of ours is not repeated: it may hold a password all the same.
    if (!url) return Unexpected{Refusal{Message::store_url_unknown, {"--db"}}};
    Place place;
    place.url = std::move(*url);
    std::filesystem::path data = kDefaultData;
    if (!place.url.path.empty()) data = place.url.path.parent_path();
    if (invocation.has("data")) data = invocation.option("data");
    place.files = data / "files";
    place.key = data / "audit.key";
    return place;
}

Refusal refusal_of(const store::Error& error, const std::string& what) {
    switch (error.kind) {
        case store::ErrorKind::newer:
            return {Message::store_newer, {what, error.detail}};
        case store::ErrorKind::not_found:
            return {Message::store_missing, {what}};
        case store::ErrorKind::conflict:
            return {Message::store_conflict, {what, error.detail}};
        case store::ErrorKind::moved_on:
        case store::ErrorKind::unusable:
        case store::ErrorKind::busy:
            break;
    }
    return {Message::store_unusable, {what, error.detail}};
}

}  // namespace phaen::cli
