#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "phaen/base/form.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/facts/log.h"

namespace phaen::facts {

/// What bounds a file of facts.
struct FactLimits {
    std::size_t bytes = std::size_t{4} << 30;
    std::size_t line_bytes = std::size_t{1} << 20;
    std::size_t facts = 20'000'000;
};

/// Reads JSON Lines, a fact a line in the order of seq; empty lines are skipped. All errors, up to
/// base::kFormErrors, with line and column; a file with errors gives no log.
[[nodiscard]] base::Result<FactLog, base::FormErrors> read_facts(std::string_view bytes,
                                                                 const FactLimits& limits = {});

/// The same for a file that comes in parts, which may end anywhere. Only the line that a part ends
/// within is kept from one part to the next.
class FactReader {
  public:
    explicit FactReader(const FactLimits& limits = {});
    ~FactReader();
    FactReader(const FactReader&) = delete;
    FactReader& operator=(const FactReader&) = delete;

    /// How many bytes there will be, when that is known; only how fast it goes depends on it.
    void expect(std::size_t bytes);
    void add(std::string_view part);
    /// Once, after the last part.
    [[nodiscard]] base::Result<FactLog, base::FormErrors> finish();

  private:
    class Lines;
    std::unique_ptr<Lines> lines_;
};

/// One fact of a line's value; form only.
[[nodiscard]] base::Result<Fact, base::FormErrors> fact_from_value(const base::Value& value);
[[nodiscard]] base::Value to_value(const Fact& fact);

/// The canonical line (RFC 8785), without the line end.
[[nodiscard]] std::string to_line(const Fact& fact);
/// All of them; read_facts(write_facts(log)) has the same facts, and writing those the same bytes.
[[nodiscard]] std::string write_facts(const FactLog& log);

/// The refusal as an error about that fact.
[[nodiscard]] base::FormError error_of(FactRefusal refusal, const Fact& fact);

/// The JSON Schema of a line of that kind.
[[nodiscard]] base::Value fact_json_schema(FactKind kind);
[[nodiscard]] std::string_view to_string(FactKind kind);

}  // namespace phaen::facts
