#include "xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "phaen/base/thai_text.h"

namespace phaen::document::word {
namespace {

using base::Unexpected;

/// Of one element. Word writes some forty on the topmost; we look through them one by one.
constexpr std::size_t kMostAttributes = 256;
/// Of `Requires`; each is looked up through all elements around.
constexpr int kMostRequiredPrefixes = 16;

ReadError error(ReadRefusal refusal, const std::string& part, std::string detail) {
    return {.refusal = refusal, .where = part, .detail = std::move(detail)};
}

/// What XML 1.0 allows as a character (production 2).
bool is_xml_character(std::uint32_t c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// Looks at the markup once, before a tree is made of it.
class Scan {
  public:
    Scan(std::string_view bytes, const std::string& part, const ReadLimits& limits)
        : bytes_(bytes), part_(part), limits_(limits) {}

    std::optional<ReadError> run() {
        if (bytes_.find('\0') != std::string_view::npos) {
            return error(ReadRefusal::damaged, part_, "XML that is not UTF-8");
        }
        if (std::optional<ReadError> refusal = check_references()) return refusal;
        while (true) {
            at_ = bytes_.find('<', at_);
            if (at_ == std::string_view::npos) return std::nullopt;
            if (std::optional<ReadError> refusal = markup()) return refusal;
        }
    }

  private:
    std::optional<ReadError> check_references() const {
        for (std::size_t at = bytes_.find("&#"); at != std::string_view::npos;
             at = bytes_.find("&#", at + 2)) {
            const bool is_hex = at + 2 < bytes_.size() && bytes_[at + 2] == 'x';
            const char* begin = bytes_.data() + at + (is_hex ? 3 : 2);
            const char* end = bytes_.data() + bytes_.size();
            if (begin >= end) break;
            std::uint32_t code = 0;
            const auto [stop, status] = std::from_chars(begin, end, code, is_hex ? 16 : 10);
            if (status == std::errc::invalid_argument) continue;  // stays as text
            if (status != std::errc() || !is_xml_character(code)) {
                return error(ReadRefusal::damaged, part_, "a reference to a forbidden character");
            }
        }
        return std::nullopt;
    }

    std::optional<ReadError> markup() {
        const std::string_view rest = bytes_.substr(at_);
        if (rest.starts_with("<!--")) return skip_past("-->", 4);
        if (rest.starts_with("<![CDATA[")) return skip_past("]]>", 9);
        if (rest.starts_with("<!")) {
            return error(ReadRefusal::hostile, part_, "a document type or entity declaration");
        }
        if (rest.starts_with("<?")) return skip_past("?>", 2);
        if (rest.starts_with("</")) {
            --depth_;
            return skip_past(">", 2);
        }
        return start_tag();
    }

    std::optional<ReadError> skip_past(std::string_view end, std::size_t opening) {
        const std::size_t found = bytes_.find(end, at_ + opening);
        if (found == std::string_view::npos) return cut();
        at_ = found + end.size();
        return std::nullopt;
    }

    std::optional<ReadError> start_tag() {
        const std::size_t nodes_before = ++nodes_;
        std::size_t at = at_ + 1;
        while (at < bytes_.size() && bytes_[at] != '>') {
            if (bytes_[at] == '"' || bytes_[at] == '\'') {
                at = bytes_.find(bytes_[at], at + 1);
                if (at == std::string_view::npos) return cut();
            }
            if (bytes_[at] == '=') ++nodes_;
            ++at;
        }
        if (at >= bytes_.size()) return cut();
        if (bytes_[at - 1] != '/' && ++depth_ > limits_.xml_depth) {
            return error(ReadRefusal::too_deep, part_, "XML nested over the limit");
        }
        if (nodes_ - nodes_before > kMostAttributes) {
            return error(ReadRefusal::hostile, part_, "an element with hundreds of attributes");
        }
        if (nodes_ > limits_.xml_nodes) {
            return error(ReadRefusal::too_large, part_, "more XML elements than the limit");
        }
        at_ = at + 1;
        return std::nullopt;
    }

    [[nodiscard]] ReadError cut() const {
        return error(ReadRefusal::damaged, part_, "XML that ends in the middle");
    }

    std::string_view bytes_;
    const std::string& part_;
    const ReadLimits& limits_;
    std::size_t at_ = 0;
    std::size_t nodes_ = 0;
    int depth_ = 0;
};

/// Extensions of which we read the parts that matter here.
constexpr std::array<std::string_view, 12> kKnownExtensions = {
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
    "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "http://schemas.microsoft.com/office/word/2016/wordml/cid",
    "http://schemas.microsoft.com/office/word/2018/wordml",
    "http://schemas.microsoft.com/office/word/2018/wordml/cex",
    "http://schemas.microsoft.com/office/drawing/2010/main",
};

/// The namespace that a prefix stands for at this element; empty when it is not declared.
std::string_view namespace_of(pugi::xml_node node, std::string_view prefix) {
    const std::string declaration = "xmlns:" + std::string(prefix);
    for (; node; node = node.parent()) {
        if (const pugi::xml_attribute found = node.attribute(declaration.c_str())) {
            return found.value();
        }
    }
    return {};
}

bool requires_only_known(pugi::xml_node choice) {
    std::string_view prefixes = attribute(choice, "Requires").value_or("");
    for (int i = 0; !prefixes.empty(); ++i) {
        if (i == kMostRequiredPrefixes) return false;
        const std::size_t end = std::min(prefixes.find(' '), prefixes.size());
        const std::string_view prefix = prefixes.substr(0, end);
        prefixes.remove_prefix(std::min(end + 1, prefixes.size()));
        if (prefix.empty()) continue;
        const std::string_view name = namespace_of(choice, prefix);
        if (std::find(kKnownExtensions.begin(), kKnownExtensions.end(), name) ==
            kKnownExtensions.end()) {
            return false;
        }
    }
    return true;
}

}  // namespace

base::Result<XmlPart, ReadError> XmlPart::parse(std::unique_ptr<char[]> bytes, std::size_t size,
                                                const std::string& part_name,
                                                const ReadLimits& limits) {
    const std::string_view view(bytes.get(), size);
    if (!base::is_utf8(view)) {
        return Unexpected{error(ReadRefusal::damaged, part_name, "XML that is not UTF-8")};
    }
    if (std::optional<ReadError> refusal = Scan(view, part_name, limits).run()) {
        return Unexpected{*refusal};
    }
    XmlPart part;
    part.bytes_ = std::move(bytes);
    part.document_ = std::make_unique<pugi::xml_document>();
    constexpr unsigned kOptions = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol |
                                  pugi::parse_wconv_attribute | pugi::parse_ws_pcdata_single;
    const pugi::xml_parse_result result =
        part.document_->load_buffer_inplace(part.bytes_.get(), size, kOptions, pugi::encoding_utf8);
    if (result.status == pugi::status_out_of_memory) {
        return Unexpected{error(ReadRefusal::too_large, part_name, "no memory for its XML")};
    }
    if (!result) return Unexpected{error(ReadRefusal::damaged, part_name, result.description())};
    return part;
}

std::string_view local_name(const char* name) {
    const std::string_view whole = name;
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
    for (const pugi::xml_node node : parent.children()) {
        if (local_name(node) == name) return node;
    }
    return {};
}

std::optional<std::string_view> attribute(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_attribute found : node.attributes()) {
        if (local_name(found.name()) == name) return found.value();
    }
    return std::nullopt;
}

std::optional<long long> integer_attribute(pugi::xml_node node, std::string_view name) {
    std::optional<std::string_view> text = attribute(node, name);
    if (!text) return std::nullopt;
    if (text->starts_with('+')) text->remove_prefix(1);
    long long value = 0;
    const auto [end, status] = std::from_chars(text->data(), text->data() + text->size(), value);
    // Some writers give `1234.5`: the whole part is precise enough.
    if (status != std::errc() || (end != text->data() + text->size() && *end != '.')) {
        return std::nullopt;
    }
    return value;
}

std::optional<bool> on_off(pugi::xml_node properties, std::string_view name) {
    const pugi::xml_node node = child(properties, name);
    if (!node) return std::nullopt;
    const std::string_view value = attribute(node, "val").value_or("true");
    return value != "0" && value != "false" && value != "off" && value != "none";
}

pugi::xml_node chosen_branch(pugi::xml_node alternate_content) {
    pugi::xml_node first_choice;
    pugi::xml_node fallback;
    for (const pugi::xml_node branch : alternate_content.children()) {
        const std::string_view name = local_name(branch);
        if (name == "Choice") {
            if (requires_only_known(branch)) return branch;
            if (!first_choice) first_choice = branch;
        }
        if (name == "Fallback" && !fallback) fallback = branch;
    }
    return fallback ? fallback : first_choice;
}

pugi::xml_node next_after(pugi::xml_node node, pugi::xml_node root) {
    while (node && node != root) {
        if (const pugi::xml_node sibling = node.next_sibling()) return sibling;
        node = node.parent();
    }
    return {};
}

pugi::xml_node next_inside(pugi::xml_node node, pugi::xml_node root) {
    if (const pugi::xml_node inner = node.first_child()) return inner;
    return next_after(node, root);
}

}  // namespace phaen::document::word
