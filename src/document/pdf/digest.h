#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "pdf/qpdf.h"

namespace phaen::document::pdf {

/// What a file holds more of than the limits allow.
struct OverLimit {
    const char* what;
};

/// Hashes values of a PDF by what they say: objects have the number in which they are met, streams
/// count unpacked, pages by their place. Throws OverLimit, and what libqpdf throws.
class Digester {
  public:
    Digester(std::size_t objects, std::size_t bytes) : objects_(objects), bytes_(bytes) {}

    /// Where pages are referred to, their place stands. To be called once, before the rest.
    void set_pages(const std::vector<QPDFObjectHandle>& pages);
    /// Of the values together, with everything that they lead to.
    [[nodiscard]] std::string hash(const std::vector<QPDFObjectHandle>& roots);
    /// The stream's content, unpacked.
    [[nodiscard]] std::string content(QPDFObjectHandle stream);

  private:
    struct Item {
        QPDFObjectHandle value;
        std::string text;  ///< when there is no value
    };
    void write(const Item& item);
    void write_dictionary(QPDFObjectHandle value);
    void write_stream(QPDFObjectHandle value);

    std::size_t objects_;
    std::size_t bytes_;
    std::map<QPDFObjGen, std::size_t> pages_;
    std::map<QPDFObjGen, std::string> streams_;  ///< hashes of contents met before
    std::map<QPDFObjGen, std::size_t> met_;
    std::vector<Item> stack_;
    std::string written_;
};

}  // namespace phaen::document::pdf
