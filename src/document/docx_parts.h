#pragma once

#include <string>

#include "docx_body.h"

/// The parts of a Word file around its document part.
namespace phaen::document::word {

[[nodiscard]] std::string styles_part(const ComposedDocument& document, const DocxOptions& options);
[[nodiscard]] std::string settings_part(bool update_fields);
[[nodiscard]] std::string header_part(const Header& header);
[[nodiscard]] std::string core_properties_part(const ComposedDocument& document);
/// The version as a document property, which people can see in Word.
[[nodiscard]] std::string custom_properties_part(const std::string& version);
/// Version and hints, as `read_hints` takes them.
[[nodiscard]] std::string hints_part(const std::string& version, const Body& body);
[[nodiscard]] std::string hints_properties_part();
[[nodiscard]] std::string hints_relations_part();
[[nodiscard]] std::string content_types_part(const Body& body);
[[nodiscard]] std::string package_relations_part();
[[nodiscard]] std::string document_relations_part(const Body& body);

}  // namespace phaen::document::word
