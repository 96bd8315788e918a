#include "phaen/http/static_files.h"

#include <algorithm>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/http/conditions.h"
#include "phaen/http/problem.h"
#include "text.h"

namespace phaen::http {

namespace {

std::string_view last_segment(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool accepts_pages(const Request& request) {
    for (const auto range : split_list(request.header("accept").value_or(""), ',')) {
        if (media_type_of(range) == "text/html") return true;
    }
    return false;
}

}  // namespace

int encoding_quality(std::string_view accept_encoding, std::string_view coding) {
    int any = -1;
    for (const auto member : split_list(accept_encoding, ',')) {
        const auto semicolon = member.find(';');
        const auto name = trim(member.substr(0, semicolon));
        const int quality = semicolon == std::string_view::npos
                                ? 1000
                                : quality_of(member.substr(semicolon + 1)).value_or(0);
        if (equals_without_case(name, coding)) return quality;
        if (name == "*") any = quality;
    }
    if (any >= 0) return any;
    return coding == "identity" ? 1 : 0;  // always acceptable, never preferred
}

StaticFiles::StaticFiles(std::vector<StaticFile> files, std::shared_ptr<const void> owner,
                         StaticOptions options)
    : owner_(std::move(owner)), options_(std::move(options)) {
    if (!owner_) owner_ = std::make_shared<int>(0);  // bytes of the program itself
    for (StaticFile& file : files) {
        PHAEN_CHECK(file.path.starts_with('/'), "the path of a file begins with a slash");
        Entry entry;
        entry.content_type = file.content_type;
        entry.caching = file.caching;
        const std::string tag = base::sha256_hex(file.bytes).substr(0, 32);
        // Each encoding is a representation of its own and so has a tag of its own (RFC
        // 9110 8.8.3).
        if (!file.brotli.empty())
            entry.variants.push_back({file.brotli, "br", tag + "-br", {}, {}});
        if (!file.gzip.empty()) entry.variants.push_back({file.gzip, "gzip", tag + "-gz", {}, {}});
        entry.variants.push_back({file.bytes, "", tag, {}, {}});
        for (Variant& variant : entry.variants) prepare(entry, variant);
        const bool is_new = entries_.emplace(std::move(file.path), std::move(entry)).second;
        PHAEN_CHECK(is_new, "two static files have one path");
    }
    PHAEN_CHECK(options_.page.empty() || entries_.contains(options_.page) || entries_.empty(),
                "the page of the application is among the files");
}

const StaticFiles::Entry* StaticFiles::entry_of(const Request& request) const {
    const auto path = percent_decode(request.path(), Plus::stays);
    if (!path) return nullptr;
    const auto found =
        entries_.find(*path == "/" && !options_.page.empty() ? options_.page : *path);
    if (found != entries_.end()) return &found->second;
    if (options_.page.empty() || entries_.empty()) return nullptr;
    const bool is_page =
        last_segment(*path).find('.') == std::string_view::npos && accepts_pages(request) &&
        std::none_of(options_.not_pages.begin(), options_.not_pages.end(),
                     [&path](const std::string& prefix) { return path->starts_with(prefix); });
    return is_page ? &entries_.find(options_.page)->second : nullptr;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
    const Entry* entry = entry_of(request);
    if (!entry) return std::nullopt;

    const auto accepted = request.header("accept-encoding");
    const Variant* chosen = nullptr;
    int best = 0;
    for (const Variant& variant : entry->variants) {
        const std::string_view coding = variant.encoding.empty() ? "identity" : variant.encoding;
        // Without the header anything goes, and the plain bytes are what everybody understands.
        const int quality = accepted ? encoding_quality(*accepted, coding)
                                     : static_cast<int>(variant.encoding.empty());
        if (quality > best) {
            best = quality;
            chosen = &variant;
        }
    }
    if (!chosen) {
        Response refused = to_response(problem_of(406), request);
        refused.set_header("Vary", "Accept-Encoding");
        return refused;
    }
    return check_read(request, chosen->etag) == Condition::not_modified ? chosen->unchanged
                                                                        : chosen->whole;
}

void StaticFiles::prepare(const Entry& entry, Variant& variant) const {
    variant.whole = Response::view(200, entry.content_type, variant.bytes, owner_);
    variant.unchanged = Response::empty(304);
    for (Response* response : {&variant.whole, &variant.unchanged}) {
        response->set_etag(variant.etag);
        response->set_header("Cache-Control", entry.caching == Caching::immutable
                                                  ? "public, max-age=31536000, immutable"
                                                  : "no-cache");
        if (entry.variants.size() > 1) response->set_header("Vary", "Accept-Encoding");
    }
    if (!variant.encoding.empty()) variant.whole.set_header("Content-Encoding", variant.encoding);
}

}  // namespace phaen::http
