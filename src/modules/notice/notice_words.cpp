// Words that notices share: days, numbers of items, terms, names.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/clock.h"
#include "modules/notice/notice_form.h"

namespace zhenan::notice {

double width_of(std::string_view text) {
    double width = 0;
    for (char c : text) {
        unsigned char byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) == 0x80) continue;
        width += byte >= 0x80 ? 1 : byte >= 'A' && byte <= 'Z' ? 0.7 : 0.5;
    }
    return width;
}

std::string blanks(int characters) {
    std::string spaces;
    for (int i = 0; i < characters; ++i) spaces += "\u3000";
    return spaces;
}

std::string bare(std::string text) {
    static constexpr std::string_view kEnds[] = {"。", "；", "，", ";", ".", ",", " ", "\n", "\u3000"};
    for (bool again = true; again;) {
        again = false;
        for (std::string_view end : kEnds) {
            if (!text.ends_with(end)) continue;
            text.resize(text.size() - end.size());
            again = true;
        }
    }
    return text;
}

std::string day_or_blank(const std::string& day) {
    return is_day(day) ? chinese_day(day) : blanks(3) + "年" + blanks(2) + "月" + blanks(2) + "日";
}

std::string time_or_blank(const std::string& rfc3339) {
    auto instant = from_rfc3339(rfc3339);
    if (!instant) return day_or_blank("") + blanks(2) + "时" + blanks(2) + "分";
    std::string local = to_rfc3339(*instant);  // in the business zone: 2023-05-30T09:12:00+08:00
    return fmt::format("{}{}时{}分", chinese_day(local.substr(0, 10)), std::stoi(local.substr(11, 2)),
                       std::stoi(local.substr(14, 2)));
}

std::string ordinals(const std::vector<int>& numbers) {
    std::string text;
    for (size_t i = 0; i < numbers.size();) {
        size_t end = i + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
        if (end - i < 3) end = i + 1;
        if (!text.empty()) text += "、";
        text += std::to_string(numbers[i]);
        if (end - i >= 3) text += "至" + std::to_string(numbers[end - 1]);
        i = end;
    }
    return "第" + text + "项";
}

std::string named(const PaperNotice& notice) {
    return notice.earlier_number + "《" + notice.earlier_title + "》";
}

std::string organ_of(const PaperAuthority& authority) {
    return authority.organ.empty() ? authority.town : authority.organ;
}

std::string superior_of(const PaperAuthority& authority) {
    if (!authority.report_to.empty()) return authority.report_to;
    return authority.superior.empty() ? "县应急管理局" : authority.superior;
}

Terms terms_of(const std::vector<PaperItem>& items, const std::string& issued_on) {
    std::map<std::string, std::vector<int>> by_day;
    std::vector<int> at_once, done;
    for (size_t i = 0; i < items.size(); ++i) {
        const PaperItem& item = items[i];
        int number = static_cast<int>(i) + 1;
        if (item.fixed_on_spot) {
            done.push_back(number);
        } else if (item.due_on.empty() || item.due_on <= issued_on) {
            at_once.push_back(number);
        } else {
            by_day[item.due_on].push_back(number);
        }
    }
    std::vector<std::pair<std::vector<int>, std::string>> groups;
    for (const auto& [day, numbers] : by_day) {
        groups.emplace_back(numbers, "于" + chinese_day(day) + "前整改完毕");
    }
    if (!at_once.empty()) groups.emplace_back(at_once, "立即整改");
    if (!done.empty()) groups.emplace_back(done, "已当场整改");
    if (groups.empty()) return {true, "于" + day_or_blank("") + "前整改完毕"};
    if (groups.size() == 1) return {true, groups.front().second};
    Terms terms{false, "其中"};
    for (const auto& [numbers, words] : groups) {
        if (&numbers != &groups.front().first) terms.words += "，";
        terms.words += ordinals(numbers) + words;
    }
    return terms;
}

}  // namespace zhenan::notice
