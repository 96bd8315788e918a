#include "phaen/facts/io.h"

#include <algorithm>
#include <utility>

#include "fact_fields.h"
#include "phaen/base/check.h"
#include "posting_line.h"
#include "quick_posting.h"

namespace phaen::facts {

using base::FormError;
using base::FormErrorKind;
using base::FormErrors;
using base::Object;
using base::Value;

namespace {

template <class T>
void read_data(base::FormContext& context, const Value& value, FactData& out) {
    T data{};
    const std::size_t before = context.enter("data");
    if (base::read_form(context, value, base::FormField{}, data)) out = std::move(data);
    context.leave(before);
}

void read_data(base::FormContext& context, FactKind kind, const Value& value, FactData& out) {
    if (value.is_null()) return;
    switch (kind) {
        case FactKind::progress:
            return read_data<Progress>(context, value, out);
        case FactKind::posting:
            return read_data<Posting>(context, value, out);
        case FactKind::record:
            return read_data<Record>(context, value, out);
        case FactKind::evidence:
            return read_data<Evidence>(context, value, out);
        case FactKind::assessment:
            return read_data<Assessment>(context, value, out);
        case FactKind::event:
            return read_data<Event>(context, value, out);
    }
}

}  // namespace

/// All lines of a file, one at a time.
class FactReader::Lines {
  public:
    explicit Lines(const FactLimits& limits) : limits_(limits) {}

    void expect(std::size_t bytes) { expected_ = std::min(bytes, limits_.bytes); }

    void add(std::string_view part) {
        bytes_ += part.size();
        while (!part.empty() && !is_over()) {
            const std::size_t end = part.find('\n');
            const std::string_view piece = part.substr(0, end);
            part.remove_prefix(end == std::string_view::npos ? part.size() : end + 1);
            if (end == std::string_view::npos) {
                rest_ += piece;
            } else if (rest_.empty()) {
                take(piece);
            } else {
                rest_ += piece;
                take(rest_);
                rest_.clear();
            }
        }
        expect_facts();
    }

    base::Result<FactLog, FormErrors> finish() {
        if (bytes_ > limits_.bytes) {
            errors_.clear();
            line_ = 0;
            report(FormErrorKind::too_many, std::to_string(limits_.bytes));
        } else if (!rest_.empty() && !is_over()) {
            take(rest_);
        }
        if (!errors_.empty()) return base::Unexpected{std::move(errors_)};
        return std::move(log_);
    }

  private:
    /// Whether nothing that follows is read any more.
    [[nodiscard]] bool is_over() const {
        return has_too_many_ || bytes_ > limits_.bytes || errors_.size() >= base::kFormErrors;
    }

    /// Once, by what the first part of the file has, and some more.
    void expect_facts() {
        if (expected_ <= bytes_ || log_.size() < kEnoughFacts) return;
        const std::size_t line_bytes = bytes_ / log_.size() + 1;
        const std::size_t facts = expected_ / line_bytes;
        log_.expect_facts(std::min(facts + facts / 16, limits_.facts));
        expected_ = 0;
    }

    void take(std::string_view line) {
        ++line_;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == std::string_view::npos) return;
        if (log_.size() >= limits_.facts) {
            has_too_many_ = true;
            return report(FormErrorKind::too_many, std::to_string(limits_.facts));
        }
        read(line);
    }

    void report(FormErrorKind kind, std::string expected) {
        errors_.push_back({kind, "", {line_, 0}, "", std::move(expected)});
    }

    void read(std::string_view line) {
        if (line.size() > limits_.line_bytes) {
            report(FormErrorKind::too_long, std::to_string(limits_.line_bytes));
            return;
        }
        if (quick_.read(line, log_, posting_)) return add(posting_);
        const base::ValueLimits bounds{.bytes = limits_.line_bytes, .depth = 16, .values = 100'000};
        const auto value = base::parse_json(line, bounds);
        if (!value) {
            const int column = value.error().position.column;
            errors_.push_back(
                {FormErrorKind::syntax, "", {line_, column}, value.error().message, ""});
            return;
        }
        auto fact = fact_from_value(*value);
        if (!fact) {
            for (FormError error : fact.error()) {
                error.position.line = line_;
                if (errors_.size() < base::kFormErrors) errors_.push_back(std::move(error));
            }
            return;
        }
        add(std::move(fact).value());
    }

    void add(const PostingFact& fact) {
        if (!errors_.empty()) return;  // what follows an error may only follow from it
        const auto added = log_.append(fact);
        if (!added) refuse(added.error(), fact.copy());
    }

    void add(Fact&& fact) {
        if (!errors_.empty()) return;
        Fact head;  // what error_of tells of
        head.id = fact.id;
        head.seq = fact.seq;
        head.kind = fact.kind;
        head.corrects = fact.corrects;
        if (const auto* posting = std::get_if<Posting>(&fact.data)) head.data = *posting;
        const auto added = log_.append(std::move(fact));
        if (!added) refuse(added.error(), head);
    }

    void refuse(FactRefusal refusal, const Fact& fact) {
        FormError error = error_of(refusal, fact);
        error.position = {line_, 1};
        errors_.push_back(std::move(error));
    }

    static constexpr std::size_t kEnoughFacts = 500;

    FactLimits limits_;
    FormErrors errors_;
    FactLog log_;
    QuickPostings quick_;
    PostingFact posting_;  ///< the last that was read quickly; points into its line
    std::string rest_;     ///< the beginning of a line whose end has not come yet
    std::size_t bytes_ = 0;
    std::size_t expected_ = 0;  ///< of bytes in all; 0 when that is not known, or was used
    int line_ = 0;
    bool has_too_many_ = false;
};

FactReader::FactReader(const FactLimits& limits) : lines_(std::make_unique<Lines>(limits)) {}
FactReader::~FactReader() = default;
void FactReader::expect(std::size_t bytes) { lines_->expect(bytes); }
void FactReader::add(std::string_view part) { lines_->add(part); }
base::Result<FactLog, FormErrors> FactReader::finish() { return lines_->finish(); }

namespace {

template <class T>
Value data_schema(base::FormSchema& schema) {
    return schema.type<T>(base::FormField{});
}

Value data_schema(base::FormSchema& schema, FactKind kind) {
    switch (kind) {
        case FactKind::progress:
            return data_schema<Progress>(schema);
        case FactKind::posting:
            return data_schema<Posting>(schema);
        case FactKind::record:
            return data_schema<Record>(schema);
        case FactKind::evidence:
            return data_schema<Evidence>(schema);
        case FactKind::assessment:
            return data_schema<Assessment>(schema);
        case FactKind::event:
            return data_schema<Event>(schema);
    }
    return Value();
}

}  // namespace

std::string_view to_string(FactKind kind) { return base::word_of(kind); }

namespace {

/// Canonical JSON. What a record says is not copied for it: an import writes very many.
void append_data(std::string& out, const FactData& data) {
    if (const auto* record = std::get_if<Record>(&data)) {
        out += '{';
        if (record->action != RecordAction::put) {
            out += R"("action":)";
            base::append_json_text(out, base::word_of(record->action));
            out += ',';
        }
        out += R"("dataset":)";
        base::append_json_text(out, record->dataset);
        out += R"(,"record":)";
        base::append_json_text(out, record->record);
        if (!record->values.is_null()) {
            out += R"(,"values":)";
            base::append_canonical_json(out, record->values);
        }
        out += R"(,"version":)" + std::to_string(record->version) + '}';
        return;
    }
    std::visit(
        [&](const auto& other) {
            if constexpr (std::is_same_v<std::decay_t<decltype(other)>, std::monostate>)
                out += "null";
            else
                base::append_canonical_json(out, base::write_form(other));
        },
        data);
}

}  // namespace

base::Result<FactLog, FormErrors> read_facts(std::string_view bytes, const FactLimits& limits) {
    FactReader reader(limits);
    reader.add(bytes);
    return reader.finish();
}

base::Result<Fact, FormErrors> fact_from_value(const Value& value) {
    FormErrors errors;
    base::FormContext context(errors);
    FactHead head;
    base::read_form(context, value, base::FormField{}, head);
    Fact fact;
    const Value* data = value.find("data");
    if (errors.empty() && data != nullptr) read_data(context, head.kind, *data, fact.data);
    if (!errors.empty()) return base::Unexpected{std::move(errors)};
    fact.id = std::move(head.id);
    fact.seq = head.seq;
    fact.kind = head.kind;
    fact.plan = std::move(head.plan);
    fact.element = std::move(head.element);
    fact.when = {head.on, head.from, head.to};
    fact.recorded_at = head.recorded_at;
    fact.by = std::move(head.by);
    fact.corrects = std::move(head.corrects);
    return fact;
}

Value to_value(const Fact& fact) {
    FactHead head{.id = fact.id,
                  .seq = fact.seq,
                  .kind = fact.kind,
                  .plan = fact.plan,
                  .element = fact.element,
                  .on = fact.when.on,
                  .from = fact.when.from,
                  .to = fact.when.to,
                  .recorded_at = fact.recorded_at,
                  .by = fact.by,
                  .corrects = fact.corrects,
                  .data = {}};
    std::visit(
        [&](const auto& data) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(data)>, std::monostate>)
                head.data = base::write_form(data);
        },
        fact.data);
    return base::write_form(head);
}

// The canonical JSON of to_value, without making the value: its members in their order.
std::string to_line(const Fact& fact) {
    std::string out = "{";
    const auto name = [&](std::string_view with_colon) {
        if (out.back() != '{') out += ',';
        out += with_colon;
    };
    const auto text = [&](std::string_view with_colon, const std::string& value) {
        if (value.empty()) return;
        name(with_colon);
        base::append_json_text(out, value);
    };
    const auto day = [&](std::string_view with_colon, const std::optional<Day>& value) {
        if (!value) return;
        name(with_colon);
        out += '"' + base::to_iso(*value) + '"';
    };
    text(R"("by":)", fact.by);
    text(R"("corrects":)", fact.corrects);
    name(R"("data":)");
    append_data(out, fact.data);
    text(R"("element":)", fact.element);
    day(R"("from":)", fact.when.from);
    name(R"("id":)");
    base::append_json_text(out, fact.id);
    name(R"("kind":)");
    base::append_json_text(out, to_string(fact.kind));
    day(R"("on":)", fact.when.on);
    text(R"("plan":)", fact.plan);
    name(R"("recorded_at":)");
    base::append_json_text(out, fact.recorded_at.to_string());
    name(R"("seq":)");
    out += std::to_string(fact.seq);
    day(R"("to":)", fact.when.to);
    out += '}';
    return out;
}

std::string write_facts(const FactLog& log) {
    std::string out;
    PostingLines postings;
    for (std::size_t i = 0; i < log.size(); ++i) {
        const Fact fact = log.fact(i);
        if (!postings.append(fact, out)) out += to_line(fact);
        out += '\n';
    }
    return out;
}

namespace {

std::string amount_of(const Fact& fact) {
    const auto* posting = std::get_if<Posting>(&fact.data);
    return posting != nullptr ? posting->amount.to_string() : std::string();
}

}  // namespace

FormError error_of(FactRefusal refusal, const Fact& fact) {
    switch (refusal) {
        case FactRefusal::bad_id:
            return {FormErrorKind::bad_value, "/id", {}, fact.id, "id"};
        case FactRefusal::bad_day:
            return {FormErrorKind::contradiction, "/on", {}, "on", "from, to"};
        case FactRefusal::wrong_data:
            return {FormErrorKind::contradiction,
                    "/data",
                    {},
                    "data",
                    std::string(to_string(fact.kind))};
        case FactRefusal::seq_not_increasing:
            return {FormErrorKind::contradiction, "/seq", {}, std::to_string(fact.seq), "seq"};
        case FactRefusal::duplicate_id:
            return {FormErrorKind::duplicate, "/id", {}, fact.id, ""};
        case FactRefusal::corrects_unknown:
            return {FormErrorKind::unresolved, "/corrects", {}, fact.corrects, ""};
        case FactRefusal::corrects_other:
            return {FormErrorKind::contradiction, "/corrects", {}, fact.corrects, "kind, plan"};
        case FactRefusal::withdraws_nothing:
            return {FormErrorKind::missing_member, "/corrects", {}, "", "corrects"};
        case FactRefusal::too_much_money:
            return {FormErrorKind::bad_value,
                    "/data/amount",
                    {},
                    amount_of(fact),
                    "sum <= " + base::Money::from_satang(base::Money::kMaxSatang)->to_string()};
    }
    return {};
}

Value fact_json_schema(FactKind kind) {
    base::FormSchema schema;
    base::FormSchemaRecord<FactHead> record(schema);
    describe(record, base::FormOf<FactHead>{});
    Value top = record.finish();
    Value properties = *top.find("properties");
    properties.set("kind", Value(Object{{"const", Value(to_string(kind))}}));
    Value data = data_schema(schema, kind);
    properties.set(
        "data",
        Value(Object{{"description", Value("Null withdraws the fact that this one corrects.")},
                     {"anyOf", Value(base::Array{std::move(data),
                                                 Value(Object{{"type", Value("null")}})})}}));
    top.set("properties", std::move(properties));
    return schema.finish(
        "A fact of kind " + std::string(to_string(kind)) + ", " + std::string(kFactsSchema),
        std::move(top));
}

}  // namespace phaen::facts
