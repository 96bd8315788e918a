#include "frame_numbers.h"

#include "phaen/base/thai_text.h"

namespace phaen::check {

std::vector<NumberSlip> number_slips(const std::vector<long long>& numbers,
                                     const ListRules& rules) {
    std::vector<NumberSlip> out;
    if (numbers.empty()) return out;
    using Kind = NumberSlip::Kind;
    long long before = numbers.front();
    if (rules.first != 0 && numbers.front() != rules.first) {
        const bool alone = numbers.size() > 1 && numbers[1] == rules.first + 1;
        // A single item proves nothing about a list.
        if (numbers.size() > 1) {
            out.push_back({alone ? Kind::wrong : Kind::starts_late, 0, rules.first});
        }
        if (alone) before = rules.first;
    }
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const long long expected = before + 1;
        const long long number = numbers[i];
        if (number == expected) {
            before = number;
            continue;
        }
        if (rules.restarts && number == 1 && before > 1) {
            before = 1;
            continue;
        }
        if (i + 1 < numbers.size() && number == expected + 1 && numbers[i + 1] == expected) {
            // Two neighbours are swapped.
            out.push_back({Kind::wrong, i, expected});
            before = expected + 1;
            ++i;
            continue;
        }
        if (i + 1 < numbers.size() && numbers[i + 1] == expected + 1) {
            out.push_back({number == before ? Kind::repeats : Kind::wrong, i, expected});
            before = expected;
            continue;
        }
        const Kind kind = number == before  ? Kind::repeats
                          : number > before ? Kind::skips
                                            : Kind::goes_back;
        out.push_back({kind, i, expected});
        before = number;
    }
    return out;
}

std::string slip_th(const NumberSlip& slip, const std::string& printed) {
    const std::string expected = thai(slip.expected);
    switch (slip.kind) {
        case NumberSlip::Kind::starts_late:
            return "ลำดับเริ่มที่ " + printed + " แทนที่จะเป็น " + expected;
        case NumberSlip::Kind::skips:
            return "ลำดับข้ามจาก " + thai(slip.expected - 1) + " ไป " + printed;
        case NumberSlip::Kind::repeats:
            return "ลำดับ " + printed + " ซ้ำ ควรเป็น " + expected;
        case NumberSlip::Kind::goes_back:
            return "ลำดับถอยจาก " + thai(slip.expected - 1) + " เป็น " + printed;
        case NumberSlip::Kind::wrong:
            return "ลำดับ " + printed + " ควรเป็น " + expected;
    }
    return {};
}

std::string slip_en(const NumberSlip& slip, const std::string& printed) {
    const std::string expected = std::to_string(slip.expected);
    switch (slip.kind) {
        case NumberSlip::Kind::starts_late:
            return "The numbers begin with " + printed + " instead of " + expected;
        case NumberSlip::Kind::skips:
            return "The numbers jump from " + std::to_string(slip.expected - 1) + " to " + printed;
        case NumberSlip::Kind::repeats:
            return "The number " + printed + " stands twice; " + expected + " is due";
        case NumberSlip::Kind::goes_back:
            return "The numbers go back from " + std::to_string(slip.expected - 1) + " to " +
                   printed;
        case NumberSlip::Kind::wrong:
            return "The number " + printed + " should be " + expected;
    }
    return {};
}

std::string number_like(long long number, const std::string& like) {
    const bool arabic = base::to_arabic_digits(like) == like;
    return arabic ? std::to_string(number) : thai(number);
}

}  // namespace phaen::check
