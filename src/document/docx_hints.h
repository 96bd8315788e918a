#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "docx_body.h"
#include "package.h"
#include "phaen/document/blocks.h"

namespace phaen::document::word {

/// What the file of ours says that its bookmarks stand for.
class Hints {
  public:
    Hints() = default;
    /// Of a part that `write_docx` made; another part gives none.
    explicit Hints(pugi::xml_node root);

    struct Meaning {
        HintKind kind = HintKind::paragraph;
        Hint hint;
    };
    /// Of a bookmark; null when it is none of ours.
    [[nodiscard]] const Meaning* find(std::string_view bookmark) const;
    [[nodiscard]] const std::string& version() const { return version_; }
    void set_version(std::string version) { version_ = std::move(version); }

  private:
    std::unordered_map<std::string, Meaning> by_bookmark_;
    std::string version_;
};

/// The hints of a file whose main part is `main_part`, and its version also without them. A file of
/// others has none; parts that cannot be read are taken as not there, since hints are not needed.
[[nodiscard]] Hints load_hints(Package& package, const std::string& main_part);

}  // namespace phaen::document::word
