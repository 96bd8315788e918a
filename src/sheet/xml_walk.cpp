#include "xml_walk.h"

#include <expat.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <type_traits>
#include <utility>

namespace phaen::sheet {
namespace {

/// How much is given to the parser between two looks at whether to stop.
constexpr std::size_t kPiece = 1U << 20;

std::string_view local_name(const char* name) {
    const std::string_view whole(name);
    const std::size_t colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

struct Walk {
    XML_Parser parser = nullptr;
    XmlListener* listener = nullptr;
    std::size_t depth = 0;
    std::size_t most_depth = 0;

    void stop_at_error() const {
        if (listener->error) XML_StopParser(parser, XML_FALSE);
    }
};

void on_begin(void* data, const char* name, const char** attributes) {
    auto& walk = *static_cast<Walk*>(data);
    if (++walk.depth > walk.most_depth) {
        walk.listener->refuse(ReadRefusal::hostile, "elements nested over the limit");
    } else {
        walk.listener->begin(local_name(name), Attributes(attributes));
    }
    walk.stop_at_error();
}

void on_end(void* data, const char* name) {
    auto& walk = *static_cast<Walk*>(data);
    --walk.depth;
    walk.listener->end(local_name(name));
    walk.stop_at_error();
}

void on_text(void* data, const char* text, int size) {
    auto& walk = *static_cast<Walk*>(data);
    walk.listener->text({text, static_cast<std::size_t>(size)});
    walk.stop_at_error();
}

void on_document_type(void* data, const char* /*name*/, const char* /*system*/,
                      const char* /*public_id*/, int /*internal*/) {
    auto& walk = *static_cast<Walk*>(data);
    walk.listener->refuse(ReadRefusal::hostile, "a document type");
    walk.stop_at_error();
}

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (local_name(*pair) == name) return std::string_view(pair[1]);
    }
    return std::nullopt;
}

std::optional<std::size_t> Attributes::number(std::string_view name) const {
    const auto text = find(name);
    if (!text) return std::nullopt;
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
    return value;
}

std::optional<ReadError> walk_xml(std::string_view bytes, const std::string& part,
                                  const ReadLimits& limits, std::stop_token stop,
                                  XmlListener& listener) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), &XML_ParserFree);
    if (!parser) return ReadError{ReadRefusal::damaged, 0, "no parser", part};
    Walk walk{parser.get(), &listener, 0, limits.xml_depth};
    XML_SetUserData(parser.get(), &walk);
    XML_SetElementHandler(parser.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
    bool well_formed = true;
    do {
        if (stop.stop_requested())
            listener.refuse(ReadRefusal::stopped, "the caller asked to stop");
        if (listener.error) break;
        const std::string_view piece = bytes.substr(0, kPiece);
        bytes.remove_prefix(piece.size());
        well_formed = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()),
                                bytes.empty() ? 1 : 0) == XML_STATUS_OK;
    } while (well_formed && !bytes.empty());
    if (listener.error) {
        if (listener.error->where.empty()) listener.error->where = part;
        return listener.error;
    }
    if (well_formed) return std::nullopt;
    return ReadError{ReadRefusal::damaged, 0,
                     std::string("not XML: ") + XML_ErrorString(XML_GetErrorCode(parser.get())),
                     part};
}

}  // namespace phaen::sheet
