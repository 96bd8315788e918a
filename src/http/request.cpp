#include "phaen/http/request.h"

#include <charconv>

#include "phaen/base/check.h"
#include "phaen/http/upload.h"
#include "request_access.h"
#include "text.h"

namespace phaen::http {

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            return "";
    }
    PHAEN_CHECK(false, "a method without a name");
}

std::string_view Request::path() const { return std::string_view(target_).substr(0, path_size_); }

std::string_view Request::parameter(std::string_view name) const {
    for (const auto& [known, value] : parameters_) {
        if (known == name) return value;
    }
    PHAEN_CHECK(false, "a handler asks for a parameter that its route does not have");
}

std::int64_t Request::integer(std::string_view name) const {
    const std::string_view text = parameter(name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    PHAEN_CHECK(error == std::errc() && end == text.data() + text.size(),
                "a handler asks for an integer that its route does not type as one");
    return value;
}

std::optional<std::string_view> Request::query(std::string_view name) const {
    for (const auto& [known, value] : queries_) {
        if (known == name) return value;
    }
    return std::nullopt;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    for (const Field& field : fields_) {
        if (equals_without_case(field.name, name)) return field.value;
    }
    return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    const auto cookies = header("cookie");
    if (!cookies) return std::nullopt;
    for (const auto pair : split_list(*cookies, ';')) {
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return pair.substr(equals + 1);
        }
    }
    return std::nullopt;
}

Language Request::language() const {
    int thai = 0;
    int english = 0;
    for (const auto range : split_list(header("accept-language").value_or(""), ',')) {
        const auto semicolon = range.find(';');
        const std::string tag = ascii_lower(trim(range.substr(0, semicolon)));
        const int quality = semicolon == std::string_view::npos
                                ? 1000
                                : quality_of(range.substr(semicolon + 1)).value_or(0);
        const std::string_view primary = std::string_view(tag).substr(0, tag.find('-'));
        if (primary == "th" && quality > thai) thai = quality;
        if (primary == "en" && quality > english) english = quality;
    }
    return english > thai ? Language::en : Language::th;
}

TempFile* Request::temp_file() const { return dynamic_cast<TempFile*>(sink_.get()); }

void RequestAccess::add_field(std::string name, std::string_view value) const {
    for (Request::Field& field : request.fields_) {
        if (field.name != name) continue;
        field.value.append(name == "cookie" ? "; " : ", ").append(value);
        return;
    }
    request.fields_.push_back({std::move(name), std::string(value)});
}

}  // namespace phaen::http
