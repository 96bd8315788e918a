#include "toml_writer.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "form.h"
#include "phaen/base/check.h"

namespace phaen::plan {

using base::Array;
using base::Object;
using base::Value;

namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::string_view kIndent = "    ";

bool is_bare_key(std::string_view key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

/// One character of a basic string; `keep_line_ends` in strings of several lines.
void append_escaped(std::string& out, char c, bool keep_line_ends) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"')
        out += "\\\"";
    else if (c == '\\')
        out += "\\\\";
    else if (c == '\n')
        out += keep_line_ends ? "\n" : "\\n";
    else if (c == '\t')
        out += "\\t";
    else if (c == '\r')
        out += "\\r";
    else if (byte < 0x20 || byte == 0x7F) {
        constexpr std::string_view kHex = "0123456789ABCDEF";
        out += "\\u00";
        out += kHex[byte >> 4];
        out += kHex[byte & 0xF];
    } else
        out += c;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) append_escaped(out, c, false);
    return out + '"';
}

/// Paragraphs each on a line of their own. The first line end is the opening's, so that nothing is
/// added.
std::string quoted_lines(std::string_view text) {
    std::string out = "\"\"\"\n";
    for (const char c : text) append_escaped(out, c, true);
    return out + "\"\"\"";
}

std::string key_text(std::string_view key) {
    return is_bare_key(key) ? std::string(key) : quoted(key);
}

std::string scalar_text(const Value& value) {
    if (const bool* boolean = value.as_bool()) return *boolean ? "true" : "false";
    if (const std::int64_t* integer = value.as_integer()) return std::to_string(*integer);
    if (const std::string* text = value.as_string()) return quoted(*text);
    return {};
}

/// A value on one line. Works through a stack of open lists and tables.
std::string inline_text(const Value& value) {
    struct Open {
        const Value* value;
        std::size_t next = 0;
        bool first = true;
    };
    std::string out;
    std::vector<Open> open;
    const auto begin = [&](const Value& item) {
        if (item.as_array() != nullptr)
            out += '[';
        else if (item.as_object() != nullptr)
            out += '{';
        else {
            out += scalar_text(item);
            return;
        }
        open.push_back({&item});
    };
    begin(value);
    while (!open.empty()) {
        Open& top = open.back();
        const Array* array = top.value->as_array();
        const Object* object = top.value->as_object();
        const std::size_t size = array != nullptr ? array->size() : object->size();
        if (top.next == size) {
            if (object != nullptr && !top.first) out += ' ';
            out += array != nullptr ? ']' : '}';
            open.pop_back();
            continue;
        }
        const std::size_t index = top.next++;
        const Value& item = array != nullptr ? (*array)[index] : (*object)[index].second;
        if (item.is_null()) continue;
        if (!top.first)
            out += ", ";
        else if (object != nullptr)
            out += ' ';
        top.first = false;
        if (object != nullptr) out += key_text((*object)[index].first) + " = ";
        begin(item);
    }
    return out;
}

/// `key = value`, a list over several lines when it does not fit on one.
void write_line(std::string& out, std::string_view key, const Value& value) {
    const std::string name = key_text(key);
    if (const std::string* text = value.as_string();
        text != nullptr && text->find('\n') != std::string::npos) {
        out += name + " = " + quoted_lines(*text) + '\n';
        return;
    }
    const std::string one_line = name + " = " + inline_text(value);
    const Array* array = value.as_array();
    if (array == nullptr || array->empty() || count_code_points(one_line) <= kLineWidth) {
        out += one_line + '\n';
        return;
    }
    out += name + " = [\n";
    for (const Value& item : *array) {
        out += kIndent;
        out += inline_text(item);
        out += ",\n";
    }
    out += "]\n";
}

/// A table that is still to be written, under its heading.
struct Pending {
    std::string path;     ///< empty for the top
    std::string heading;  ///< `[path]` or `[[path]]`
    const Value* value;
    const TypeInfo* type;  ///< null for a map, whose members are all plain
};

bool is_block(const FieldInfo& field) {
    if (field.holding == Holding::map) return true;
    return field.kind == ValueKind::record && field.record().options.layout == Layout::block;
}

/// Appends the tables of one member.
void append_blocks(std::vector<Pending>& tables, const std::string& path, const FieldInfo& field,
                   const Value& value) {
    const std::string below = (path.empty() ? "" : path + '.') + key_text(field.name);
    if (field.holding == Holding::map) {
        tables.push_back({below, '[' + below + ']', &value, nullptr});
    } else if (field.holding == Holding::list) {
        for (const Value& item : *value.as_array()) {
            tables.push_back({below, "[[" + below + "]]", &item, &field.record()});
        }
    } else {
        tables.push_back({below, '[' + below + ']', &value, &field.record()});
    }
}

}  // namespace

std::string write_toml(const Value& record, const TypeInfo& type) {
    std::string out;
    std::vector<Pending> pending{{"", "", &record, &type}};
    while (!pending.empty()) {
        const Pending table = std::move(pending.back());
        pending.pop_back();
        if (!table.heading.empty()) out += (out.empty() ? "" : "\n") + table.heading + '\n';
        const Object* members = table.value->as_object();
        PHAEN_CHECK(members != nullptr, "a record is written as a table");
        std::vector<Pending> below;
        for (const auto& [name, value] : *members) {
            if (value.is_null()) continue;
            const FieldInfo* field = table.type != nullptr ? table.type->find(name) : nullptr;
            if (field != nullptr && is_block(*field))
                append_blocks(below, table.path, *field, value);
            else
                write_line(out, name, value);
        }
        // The last in is the first out.
        std::move(below.rbegin(), below.rend(), std::back_inserter(pending));
    }
    return out;
}

}  // namespace phaen::plan
