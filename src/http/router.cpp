#include "phaen/http/router.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/id.h"
#include "phaen/base/sha256.h"
#include "text.h"

namespace phaen::http {

namespace {

constexpr std::size_t kMaxSegments = 32;

Segment::Type type_of(std::string_view name) {
    if (name == "id") return Segment::Type::id;
    if (name == "int") return Segment::Type::integer;
    if (name == "hash") return Segment::Type::hash;
    if (name == "date") return Segment::Type::date;
    if (name == "text") return Segment::Type::text;
    if (name == "rest") return Segment::Type::rest;
    PHAEN_CHECK(false, "the type of a path's parameter");
}

/// Smaller is more exact.
int rank_of(Segment::Type type) {
    switch (type) {
        case Segment::Type::literal:
            return 0;
        case Segment::Type::hash:
            return 1;
        case Segment::Type::date:
            return 2;
        case Segment::Type::integer:
            return 3;
        case Segment::Type::id:
            return 4;
        case Segment::Type::text:
            return 5;
        case Segment::Type::rest:
            return 6;
    }
    PHAEN_CHECK(false, "a type of segment without a rank");
}

bool has_type(Segment::Type type, std::string_view text) {
    switch (type) {
        case Segment::Type::literal:
            return false;
        case Segment::Type::id:
            return base::is_valid_id(text) && text != "." && text != "..";
        case Segment::Type::integer: {
            std::int64_t value = 0;
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), value);
            return error == std::errc() && end == text.data() + text.size() && text[0] != '-' &&
                   (text.size() == 1 || text[0] != '0');
        }
        case Segment::Type::hash:
            return base::is_sha256_hex(text);
        case Segment::Type::date:
            return base::parse_iso(text).has_value();
        case Segment::Type::text:
            return !text.empty() && text != "." && text != "..";
        case Segment::Type::rest:
            return true;
    }
    PHAEN_CHECK(false, "a type of segment without a rule");
}

std::vector<std::string_view> split_path(std::string_view path) {
    std::vector<std::string_view> pieces;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        pieces.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return pieces;
}

std::vector<Segment> parse_pattern(std::string_view pattern) {
    PHAEN_CHECK(pattern.starts_with('/'), "a pattern begins with a slash");
    std::vector<Segment> segments;
    for (const auto piece : split_path(pattern)) {
        PHAEN_CHECK(segments.empty() || segments.back().type != Segment::Type::rest,
                    "nothing follows `rest`");
        if (!piece.starts_with('{')) {
            PHAEN_CHECK(piece.find_first_of("{}%") == std::string_view::npos,
                        "a parameter is a whole segment, a literal is not encoded");
            segments.push_back({Segment::Type::literal, std::string(piece)});
            continue;
        }
        const auto colon = piece.find(':');
        PHAEN_CHECK(piece.ends_with('}') && colon != std::string_view::npos && colon > 1,
                    "a parameter is {name:type}");
        const auto name = piece.substr(1, colon - 1);
        for (const Segment& known : segments) {
            PHAEN_CHECK(known.type == Segment::Type::literal || known.name != name,
                        "a parameter's name occurs once");
        }
        segments.push_back(
            {type_of(piece.substr(colon + 1, piece.size() - colon - 2)), std::string(name)});
    }
    PHAEN_CHECK(segments.size() <= kMaxSegments, "a pattern of few segments");
    return segments;
}

bool is_more_exact(const std::vector<Segment>& a, const std::vector<Segment>& b) {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](const Segment& x, const Segment& y) {
            if (rank_of(x.type) != rank_of(y.type)) return rank_of(x.type) < rank_of(y.type);
            return x.type == Segment::Type::literal && x.name < y.name;
        });
}

bool is_operation_id(std::string_view id) {
    return !id.empty() && id[0] >= 'a' && id[0] <= 'z' &&
           id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == id.npos;
}

std::optional<Router::Parameters> parameters_of(const std::vector<Segment>& segments,
                                                const std::vector<std::string>& pieces) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& segment = segments[i];
        if (segment.type == Segment::Type::rest) break;
        if (segment.type == Segment::Type::literal ? segment.name != pieces[i]
                                                   : !has_type(segment.type, pieces[i])) {
            return std::nullopt;
        }
    }
    Router::Parameters parameters;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& segment = segments[i];
        if (segment.type == Segment::Type::literal) continue;
        std::string value = pieces[i];
        if (segment.type == Segment::Type::rest) {
            for (std::size_t j = i; j < pieces.size(); ++j) {
                // An encoded slash would let a piece climb out of a folder.
                if (!has_type(Segment::Type::text, pieces[j]) ||
                    pieces[j].find_first_of("/\\") != std::string::npos) {
                    return std::nullopt;
                }
                if (j > i) value += "/" + pieces[j];
            }
        }
        parameters.emplace_back(segment.name, std::move(value));
    }
    return parameters;
}

}  // namespace

BodyRule BodyRule::memory(std::uint64_t limit_bytes, std::vector<std::string> content_types) {
    BodyRule rule;
    rule.limit_bytes_ = limit_bytes;
    rule.content_types_ = std::move(content_types);
    return rule;
}

BodyRule BodyRule::temp_file(std::uint64_t limit_bytes, std::vector<std::string> content_types) {
    BodyRule rule = memory(limit_bytes, std::move(content_types));
    rule.streamed_ = true;
    return rule;
}

BodyRule BodyRule::sink(std::uint64_t limit_bytes, std::vector<std::string> content_types,
                        SinkFactory factory) {
    BodyRule rule = temp_file(limit_bytes, std::move(content_types));
    rule.factory_ = std::move(factory);
    return rule;
}

struct Router::Entry {
    Route route;
    std::vector<Segment> segments;
    std::size_t index = 0;
};

Router::Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Route route) {
    PHAEN_CHECK(is_operation_id(route.operation_id), "an operation id is [a-z][a-z0-9_]*");
    PHAEN_CHECK(route.method != Method::head && route.method != Method::options &&
                    route.method != Method::other,
                "HEAD and OPTIONS are the server's own");
    PHAEN_CHECK(route.handler != nullptr, "a route has a handler");
    PHAEN_CHECK(
        route.runs_on == RunsOn::worker || (!route.admission && route.body.limit_bytes() == 0),
        "what runs on the network takes no body");
    PHAEN_CHECK(!route.quick || (!route.admission && route.body.limit_bytes() == 0),
                "what is answered quickly takes no body");
    auto entry = std::make_unique<Entry>();
    entry->segments = parse_pattern(route.pattern);
    entry->route = std::move(route);
    entry->index = entries_.size();
    for (const auto& known : entries_) {
        PHAEN_CHECK(known->route.operation_id != entry->route.operation_id,
                    "two routes have one operation id");
        PHAEN_CHECK(known->route.method != entry->route.method ||
                        is_more_exact(known->segments, entry->segments) ||
                        is_more_exact(entry->segments, known->segments),
                    "two routes match the same requests");
    }
    const bool has_rest =
        !entry->segments.empty() && entry->segments.back().type == Segment::Type::rest;
    if (by_size_.size() <= entry->segments.size()) by_size_.resize(entry->segments.size() + 1);
    auto& list = has_rest ? with_rest_ : by_size_[entry->segments.size()];
    const auto place = std::find_if(list.begin(), list.end(), [&](const Entry* known) {
        return is_more_exact(entry->segments, known->segments);
    });
    list.insert(place, entry.get());
    entries_.push_back(std::move(entry));
}

std::vector<const Route*> Router::routes() const {
    std::vector<const Route*> routes;
    for (const auto& entry : entries_) routes.push_back(&entry->route);
    return routes;
}

const std::vector<Segment>& Router::segments(const Route& route) const {
    return entries_[index_of(route)]->segments;
}

std::size_t Router::index_of(const Route& route) const {
    for (const auto& entry : entries_) {
        if (&entry->route == &route) return entry->index;
    }
    PHAEN_CHECK(false, "a route of this table");
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    const auto encoded = split_path(path);
    if (encoded.size() > kMaxSegments) return match;
    std::vector<std::string> pieces;
    pieces.reserve(encoded.size());
    for (const auto piece : encoded) {
        auto decoded = percent_decode(piece, Plus::stays);
        if (!decoded) {
            match.malformed = true;
            return match;
        }
        pieces.push_back(std::move(*decoded));
    }
    const Method wanted = method == Method::head ? Method::get : method;
    const auto look = [&](const Entry& entry) {
        auto parameters = parameters_of(entry.segments, pieces);
        if (!parameters) return false;
        if (entry.route.method == wanted) {
            match.route = &entry.route;
            match.index = entry.index;
            match.parameters = std::move(*parameters);
            return true;
        }
        if (std::find(match.allowed.begin(), match.allowed.end(), entry.route.method) ==
            match.allowed.end()) {
            match.allowed.push_back(entry.route.method);
        }
        return false;
    };
    if (pieces.size() < by_size_.size()) {
        for (const Entry* entry : by_size_[pieces.size()]) {
            if (look(*entry)) return match;
        }
    }
    for (const Entry* entry : with_rest_) {
        if (entry->segments.size() <= pieces.size() && look(*entry)) return match;
    }
    std::sort(match.allowed.begin(), match.allowed.end());
    return match;
}

}  // namespace phaen::http
