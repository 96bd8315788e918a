// Times of the near-equal search over invented names: 1,250 to 10,000 of them, and the ratio per
// doubling. A ratio near 2 is n log n, near 4 would be the comparison of all with all.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"

namespace {

/// The same numbers in every run.
class Numbers {
  public:
    std::size_t below(std::size_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state_ >> 33U) % limit;
    }

  private:
    std::uint64_t state_ = 2565;
};

template <std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& words, Numbers& numbers) {
    return words.at(numbers.below(N));
}

/// Names as agencies give them: they begin alike and share most of their words.
std::string invented_name(Numbers& numbers) {
    static constexpr std::array<std::string_view, 10> kDone = {
        "ส่งเสริม", "พัฒนา",   "ปรับปรุง", "อบรม",       "จัดกิจกรรม",
        "จัดซื้อ",   "ก่อสร้าง", "ซ่อมแซม", "ประชาสัมพันธ์", "สำรวจ"};
    static constexpr std::array<std::string_view, 16> kWhat = {
        "ศักยภาพผู้ประกอบการ", "ทางเท้าและทางข้าม",  "ระบบระบายน้ำ",       "สวนสาธารณะขนาดเล็ก",
        "ห้องสมุดประชาชน",    "ศูนย์เด็กเล็ก",        "ตลาดสดน่าซื้อ",        "ฐานข้อมูลกลาง",
        "อาสาสมัครสาธารณสุข", "แหล่งท่องเที่ยว",      "โรงเรียนปลอดขยะ",    "กล้องวงจรปิด",
        "ไฟฟ้าส่องสว่าง",      "เครือข่ายความร่วมมือ", "ทักษะภาษาต่างประเทศ", "คุณภาพน้ำในคลอง"};
    static constexpr std::array<std::string_view, 12> kWhere = {
        "ชุมชนริมคลอง", "ย่านเมืองเก่า", "เขตอุตสาหกรรม", "โรงเรียนในสังกัด",
        "หมู่บ้านจัดสรร", "พื้นที่ชายฝั่ง",   "ศูนย์บริการ",     "สำนักงานสาขา",
        "ตลาดกลาง",   "สถานีขนส่ง",   "ลานกีฬา",       "อาคารสงเคราะห์"};
    static constexpr std::array<std::string_view, 8> kWho = {
        "ผู้สูงอายุ", "เยาวชน", "สตรี", "คนพิการ", "ผู้ค้า", "เกษตรกร", "นักเรียน", "ข้าราชการ"};
    std::string name = "โครงการ";
    name += pick(kDone, numbers);
    name += pick(kWhat, numbers);
    name += "เพื่อ";
    name += pick(kWho, numbers);
    name += "ใน";
    name += pick(kWhere, numbers);
    name += "และ";
    name += pick(kWhere, numbers);
    name += " กลุ่มที่ " + std::to_string(1 + numbers.below(400));
    return name;
}

std::vector<std::string> invented_keys(std::size_t count) {
    Numbers numbers;
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < count; ++i) {
        std::string name = invented_name(numbers);
        // One in a hundred is another one with a letter lost.
        if (i % 100 == 99) {
            name = keys[numbers.below(keys.size())];
            name.erase(3 * (5 + numbers.below(20)), 3);
        }
        keys.push_back(phaen::base::comparison_key(name));
    }
    return keys;
}

}  // namespace

int main() {
    std::printf("%8s %10s %8s %8s\n", "names", "ms", "ratio", "pairs");
    long long before = 0;
    for (std::size_t count = 1'250; count <= 10'000; count *= 2) {
        const std::vector<std::string> keys = invented_keys(count);
        long long best = 0;
        std::size_t pairs = 0;
        for (int run = 0; run < 5; ++run) {
            const auto start = std::chrono::steady_clock::now();
            pairs = phaen::check::near_pairs(std::span<const std::string>(keys)).size();
            const long long took = std::chrono::duration_cast<std::chrono::microseconds>(
                                       std::chrono::steady_clock::now() - start)
                                       .count();
            best = run == 0 ? took : std::min(best, took);
        }
        const long long ratio = before > 0 ? best * 100 / before : 0;
        std::printf("%8zu %6lld.%03lld %5lld.%02lld %8zu\n", count, best / 1000, best % 1000,
                    ratio / 100, ratio % 100, pairs);
        before = best;
    }
    return 0;
}
