#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "phaen/sheet/read.h"

namespace phaen::sheet {

/// The attributes of an element, as expat gives them: names and values in turn.
class Attributes {
  public:
    explicit Attributes(const char** pairs) : pairs_(pairs) {}
    /// By local name; nothing when it is missing.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    /// As a whole number not below nought; nothing when it is none.
    [[nodiscard]] std::optional<std::size_t> number(std::string_view name) const;

  private:
    const char** pairs_;
};

/// What reads a part from its beginning to its end. Names come without their prefix: the strict and
/// the transitional namespaces differ in nothing that we read.
class XmlListener {
  public:
    XmlListener() = default;
    XmlListener(const XmlListener&) = delete;
    XmlListener& operator=(const XmlListener&) = delete;
    virtual ~XmlListener() = default;
    virtual void begin(std::string_view name, const Attributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;

    /// Ends the reading: nothing that comes after is told.
    void refuse(ReadRefusal refusal, std::string detail) {
        if (!error) error = ReadError{refusal, 0, std::move(detail), {}};
    }
    std::optional<ReadError> error;
};

/// Walks through a part. Refuses what is no XML, a document type, and what is nested too deep.
[[nodiscard]] std::optional<ReadError> walk_xml(std::string_view bytes, const std::string& part,
                                                const ReadLimits& limits, std::stop_token stop,
                                                XmlListener& listener);

}  // namespace phaen::sheet
