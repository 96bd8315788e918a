#include "seal.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <set>
#include <vector>

#include "database_parts.h"
#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/instant.h"
#include "phaen/store/verify.h"

namespace phaen::store {

using base::Result;
using base::Unexpected;

namespace {

constexpr std::size_t kSeedBytes = crypto_sign_SEEDBYTES;

std::string text_of(const Seal& seal) {
    return "phaen.audit/1\n" + seal.agency + "\n" + seal.day + "\n" + std::to_string(seal.seq) +
           "\n" + seal.hash + "\n";
}

std::string hex_of(const unsigned char* bytes, std::size_t size) {
    std::string hex(2 * size + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes, size);
    hex.pop_back();
    return hex;
}

template <std::size_t N>
bool from_hex(std::array<unsigned char, N>& bytes, std::string_view hex) {
    std::size_t size = 0;
    return sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &size,
                          nullptr) == 0 &&
           size == N && hex.size() == 2 * N;
}

/// A key pair that is wiped from memory at the end.
struct KeyPair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};

    KeyPair() = default;
    KeyPair(const KeyPair&) = delete;
    KeyPair& operator=(const KeyPair&) = delete;
    ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
};

/// Makes the file with a new seed; somebody else may be first.
bool make_key_file(const std::filesystem::path& file) {
    const int number = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (number < 0) return errno == EEXIST;
    std::array<unsigned char, kSeedBytes> seed;
    randombytes_buf(seed.data(), seed.size());
    std::string line = hex_of(seed.data(), seed.size()) + "\n";
    const bool done =
        ::write(number, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fsync(number) == 0;
    sodium_memzero(seed.data(), seed.size());
    sodium_memzero(line.data(), line.size());
    ::close(number);
    return done;
}

Result<base::Done, Error> read_key(const std::filesystem::path& file, KeyPair& pair) {
    PHAEN_CHECK(sodium_init() >= 0, "libsodium starts");
    const int number = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) return Unexpected{Error{ErrorKind::not_found, file.string()}};
    std::array<char, 2 * kSeedBytes> text{};
    const ssize_t got = ::read(number, text.data(), text.size());
    ::close(number);
    std::array<unsigned char, kSeedBytes> seed{};
    const bool is_key = got == static_cast<ssize_t>(text.size()) &&
                        from_hex(seed, std::string_view(text.data(), text.size()));
    if (is_key) crypto_sign_seed_keypair(pair.open.data(), pair.secret.data(), seed.data());
    sodium_memzero(seed.data(), seed.size());
    sodium_memzero(text.data(), text.size());
    if (!is_key) return Unexpected{Error{ErrorKind::unusable, "no key in " + file.string()}};
    return base::Done{};
}

}  // namespace

bool is_signed(const Seal& seal, std::string_view public_key, std::string_view signature) {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
    std::array<unsigned char, crypto_sign_BYTES> sign{};
    if (!from_hex(key, public_key) || !from_hex(sign, signature)) return false;
    const std::string text = text_of(seal);
    return crypto_sign_verify_detached(sign.data(),
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       text.size(), key.data()) == 0;
}

Result<std::string, Error> public_key_of(const std::filesystem::path& key_file) {
    KeyPair pair;
    const auto read = read_key(key_file, pair);
    if (!read) return Unexpected{read.error()};
    return hex_of(pair.open.data(), pair.open.size());
}

namespace {

/// False when that day is signed already.
Result<bool, Error> sign(Connection& connection, const KeyPair& pair, const Seal& seal) {
    const std::string text = text_of(seal);
    std::array<unsigned char, crypto_sign_BYTES> sign{};
    crypto_sign_detached(sign.data(), nullptr, reinterpret_cast<const unsigned char*>(text.data()),
                         text.size(), pair.secret.data());
    const auto added = connection.execute(
        "INSERT INTO audit_signature (agency, day, seq, hash, public_key, signature) VALUES ($1, "
        "$2, $3, $4, $5, $6) ON CONFLICT (agency, day) DO NOTHING",
        {seal.agency, seal.day, seal.seq, seal.hash, hex_of(pair.open.data(), pair.open.size()),
         hex_of(sign.data(), sign.size())});
    if (!added) return Unexpected{added.error()};
    return *added == 1;
}

Result<base::Done, Error> take_key(const std::filesystem::path& file, KeyPair& pair) {
    PHAEN_CHECK(sodium_init() >= 0, "libsodium starts");
    if (!make_key_file(file))
        return Unexpected{Error{ErrorKind::unusable, "cannot make " + file.string()}};
    return read_key(file, pair);
}

/// Days before `today` that are made up for at most.
constexpr int kDaysBack = 400;

/// The day's end, when it is over and there was an entry by then.
Result<std::optional<Seal>, Error> end_of_day(Connection& connection, const std::string& agency,
                                              std::chrono::year_month_day day) {
    const auto rows = connection.query(
        "SELECT seq, hash FROM audit WHERE agency = $1 AND at <= $2 ORDER BY seq DESC LIMIT 1",
        {agency, base::Instant::end_of_day(day).microseconds()});
    if (!rows) return Unexpected{rows.error()};
    if (rows->empty()) return std::optional<Seal>();
    return std::optional(
        Seal{agency, base::to_iso(day), rows->front().integer(0), rows->front().text(1)});
}

Result<std::int64_t, Error> sign_past_days_of(Connection& connection, const KeyPair& pair,
                                              const std::string& agency,
                                              std::chrono::year_month_day today) {
    const auto first_day = std::chrono::sys_days(today) - std::chrono::days(kDaysBack);
    const auto rows =
        connection.query("SELECT day FROM audit_signature WHERE agency = $1 AND day >= $2",
                         {agency, base::to_iso(std::chrono::year_month_day(first_day))});
    if (!rows) return Unexpected{rows.error()};
    std::set<std::string> there;
    for (const Row& row : *rows) there.insert(row.text(0));
    std::int64_t count = 0;
    // From yesterday back, until there was no entry yet.
    for (int back = 1; back <= kDaysBack; ++back) {
        const std::chrono::year_month_day day =
            std::chrono::sys_days(today) - std::chrono::days(back);
        if (there.contains(base::to_iso(day))) continue;
        const auto seal = end_of_day(connection, agency, day);
        if (!seal) return Unexpected{seal.error()};
        if (!*seal) break;
        const auto added = sign(connection, pair, **seal);
        if (!added) return Unexpected{added.error()};
        count += *added ? 1 : 0;
    }
    return count;
}

}  // namespace

Result<std::int64_t, Error> sign_heads(Database& database, const std::filesystem::path& key_file,
                                       const std::string& day) {
    KeyPair pair;
    const auto taken = take_key(key_file, pair);
    if (!taken) return Unexpected{taken.error()};
    return database.parts().write<std::int64_t>(
        [&](Connection& connection) -> Result<std::int64_t, Error> {
            const auto heads = connection.query(
                "SELECT agency, seq, hash FROM audit_head WHERE seq > 0 ORDER BY agency");
            if (!heads) return Unexpected{heads.error()};
            std::int64_t count = 0;
            for (const Row& row : *heads) {
                const auto added =
                    sign(connection, pair, {row.text(0), day, row.integer(1), row.text(2)});
                if (!added) return Unexpected{added.error()};
                count += *added ? 1 : 0;
            }
            return count;
        });
}

Result<std::int64_t, Error> sign_past_days(Database& database,
                                           const std::filesystem::path& key_file, Instant now) {
    const auto instant = base::Instant::from_microseconds(now);
    if (!instant) return Unexpected{Error{ErrorKind::unusable, "no such instant"}};
    KeyPair pair;
    const auto taken = take_key(key_file, pair);
    if (!taken) return Unexpected{taken.error()};
    return database.parts().write<std::int64_t>(
        [&](Connection& connection) -> Result<std::int64_t, Error> {
            const auto heads =
                connection.query("SELECT agency FROM audit_head WHERE seq > 0 ORDER BY agency");
            if (!heads) return Unexpected{heads.error()};
            std::int64_t count = 0;
            for (const Row& row : *heads) {
                const auto added = sign_past_days_of(connection, pair, row.text(0), instant->day());
                if (!added) return Unexpected{added.error()};
                count += *added;
            }
            return count;
        });
}

}  // namespace phaen::store
