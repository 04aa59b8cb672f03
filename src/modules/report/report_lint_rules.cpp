#include "modules/report/report_lint_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "modules/report/report_numbers_rules.h"

namespace zhenan::report {

namespace {

bool has(std::string_view text, std::string_view words) {
    return text.find(words) != std::string_view::npos;
}

/// Headings and paragraphs that begin with a number: each one more than the one before.
void numbering(const Reading& reading, std::vector<Finding>& found) {
    int last[5] = {};
    for (auto& block : reading.blocks) {
        auto text = words_of(block.spans);
        auto number = leading_number(text);
        if (number.level) {
            if (number.value != last[number.level] + 1 && !(number.value == 1 && number.level > 2))
                found.push_back(
                    {"numbering", false, block.id,
                     fmt::format("序号不连续：“{}”前面应有第{}", number.quote, chinese_number(last[number.level] + 1)),
                     fmt::format("Numbering skips: before \"{}\" number {} is missing", number.quote,
                                 last[number.level] + 1),
                     number.quote});
            last[number.level] = number.value;
            for (int below = number.level + 1; below < 5; ++below) last[below] = 0;
        }
        if (block.type == Block::heading && !block.spans.empty() && block.spans.front().number)
            if (auto twice = leading_number(text.substr(block.spans.front().text.size())); twice.level)
                found.push_back(
                    {"numbering_twice", false, block.id, "标题里又写了序号“" + twice.quote + "”，序号会自动编，请删掉",
                     "The heading has a number typed into it; numbers are given by themselves", twice.quote});
        // 一是……二是……
        int said = 0;
        for (std::size_t at = 0; (at = text.find("是", at)) != std::string::npos; at += 3) {
            if (at < 3) continue;
            int value = value_of_chinese(std::string_view(text).substr(at - 3, 3));
            auto before = at >= 6 ? text.substr(at - 6, 3) : "；";
            bool starts = before == "；" || before == "：" || before == "。" || before == "，";
            if (value == 0 || !starts) continue;
            if (value != said + 1 && value != 1)
                found.push_back(
                    {"numbering", false, block.id,
                     fmt::format("“{}是”前面缺“{}是”", chinese_number(value), chinese_number(said + 1)),
                     fmt::format("\"{}是\" comes without \"{}是\"", chinese_number(value), chinese_number(said + 1)),
                     chinese_number(value) + "是"});
            said = value;
        }
    }
}

void words(const Reading& reading, std::vector<Finding>& found) {
    for (auto& block : reading.blocks) {
        auto text = words_of(block.spans);
        if (reading.period.form != Period::year && has(text, "全年"))
            found.push_back({"whole_year", false, block.id, "不是年度总结，不能写“全年”",
                             "This is no report on a year: not 全年 (the whole year)", "全年"});
        for (std::string_view half : {"上半年", "下半年"})
            if (block.edited && (reading.period.form == Period::quarter || reading.period.form == Period::year) &&
                has(text, half))
                found.push_back({"half_year", false, block.id,
                                 "这是" + reading.period.zh + "的总结，写了“" + std::string(half) + "”，请核对",
                                 "A half year is named in a report on " + reading.period.text, std::string(half)});
        if (has(text, "同时建设") || has(text, "同时投入使用"))
            found.push_back({"three_simultaneities", false, block.id,
                             "“三同时”的法定表述是同时设计、同时施工、同时投入生产和使用（安全生产法第三十一条）",
                             "The law says 同时设计、同时施工、同时投入生产和使用 (Work Safety Law, article 31)",
                             has(text, "同时建设") ? "同时建设" : "同时投入使用"});
        if (has(text, "【待核实"))
            found.push_back({"missing", true, block.id, "有数字或事实没有记录：" + text.substr(text.find("【待核实")),
                             "A figure or a fact has no record", "【待核实"});
        for (std::string_view mask : {"*", "＊", "×", "XX", "xx", "□", "__"})
            if (has(text, mask)) {
                found.push_back({"masked", true, block.id, "有没填的空位“" + std::string(mask) + "”",
                                 "A place was left to be filled in: \"" + std::string(mask) + "\"", std::string(mask)});
                break;
            }
        if (block.theirs)
            found.push_back({"records_changed", false, block.id, "改过的这一段，台账后来有变化，请比较两种写法",
                             "The records behind this edited block have changed; compare the two texts"});
        for (auto& span : block.spans)
            if (span.gone)
                found.push_back({"figure_gone", true, block.id, "“" + span.text + "”已经没有记录支持，请删掉或重写",
                                 "\"" + span.text + "\" has no records behind it any more; remove or rewrite it",
                                 span.text});
    }
}

/// A unit, 余 or 约 typed beside a figure that has its own.
void beside_figures(const Block& block, std::vector<Finding>& found) {
    for (std::size_t i = 0; i < block.spans.size(); ++i) {
        auto& span = block.spans[i];
        if (span.measure.empty() || span.missing || span.change) continue;
        if (span.text == "—")
            found.push_back({"rate_without_ground", true, block.id, "这个比率没有分母，算不出来",
                             "This rate has nothing to be a part of", span.text, span.measure});
        std::string after = i + 1 < block.spans.size() && block.spans[i + 1].plain() ? block.spans[i + 1].text : "";
        std::string before = i && block.spans[i - 1].plain() ? block.spans[i - 1].text : "";
        if (auto unit = unit_at(after); !unit.empty())
            found.push_back({"unit", false, block.id, "“" + span.text + "”后面又写了单位“" + unit + "”",
                             "A unit is typed behind \"" + span.text + "\", which has one", span.text + unit,
                             span.measure});
        bool about = after.starts_with("余") || after.starts_with("以上") || after.starts_with("左右");
        for (std::string_view word : {"约", "近", "超过", "大约"}) about = about || before.ends_with(word);
        if (about && !span.approximate)
            found.push_back({"approximate", false, block.id, "“" + span.text + "”是准确的记录，不能写成约数",
                             "\"" + span.text + "\" is exact; the records don't say \"more than\"", span.text,
                             span.measure});
    }
}

void typed(const Reading& reading, const Block& block, std::vector<Finding>& found) {
    for (auto& span : block.spans) {
        if (!span.plain()) continue;
        for (auto& typed : typed_numbers(span.text)) {
            if (typed.unit.empty()) continue;
            if (typed.unit == "%") {
                found.push_back({"typed_rate", false, block.id,
                                 "“" + typed.quote + "”是手写的比率，没有分子分母；请改用指标",
                                 "\"" + typed.quote + "\" is a rate typed by hand; use a measure", typed.quote});
                continue;
            }
            const Known *named = nullptr, *equal = nullptr;
            std::size_t longest = 0;
            for (auto& known : reading.known) {
                for (auto& noun : known.nouns)
                    if (has(typed.before, noun) && noun.size() > longest) named = &known, longest = noun.size();
                if (known.value && *known.value == typed.value && known.unit == typed.unit && typed.value >= 3 &&
                    !equal)
                    equal = &known;
            }
            auto& one = named ? named : equal;
            if (!one || !one->value) continue;
            auto right = amount(*one->value, one->approximate, one->unit);
            if (typed.value == *one->value && typed.unit == one->unit && typed.more_than && !one->approximate)
                found.push_back({"approximate", false, block.id, "“" + typed.quote + "”：记录是准确的 " + right,
                                 "\"" + typed.quote + "\": the records say exactly " + right, typed.quote,
                                 one->measure});
            else if (typed.value == *one->value && typed.unit != one->unit)
                found.push_back(
                    {"unit", false, block.id, "“" + typed.quote + "”的单位不对，“" + one->zh + "”用“" + one->unit + "”",
                     "The unit of \"" + typed.quote + "\" is wrong; it is " + one->unit, typed.quote, one->measure});
            else if (typed.value == *one->value)
                found.push_back({"typed_figure", false, block.id,
                                 "“" + typed.quote + "”是手写的，与“" + one->zh + "”相同；换成指标，以后随记录变",
                                 "\"" + typed.quote + "\" is typed; put the measure there and it follows the records",
                                 typed.quote, one->measure});
            else if (named && typed.unit == one->unit)
                found.push_back({"typed_contradicts", false, block.id,
                                 "“" + typed.quote + "”是手写的，与“" + one->zh + "”的记录 " + right + " 不一致",
                                 "\"" + typed.quote + "\" is typed and differs from the records: " + right, typed.quote,
                                 one->measure});
        }
    }
}

void figures(const Reading& reading, std::vector<Finding>& found) {
    auto find = [&](std::string_view measure, std::string_view member = "") -> const Known* {
        for (auto& known : reading.known)
            if (known.measure == measure && known.member == member && known.value) return &known;
        return nullptr;
    };
    auto at = [&](std::string_view measure) {
        for (auto& block : reading.blocks)
            for (auto& span : block.spans)
                if (span.measure == measure && span.at.empty()) return block.id;
        return std::string();
    };
    struct Pair {
        std::string_view part, member, whole;
    };
    for (auto& pair : std::vector<Pair>{{"hazards-found", "major", "hazards-found"},
                                        {"hazards-overdue", "", "hazards-open"},
                                        {"letters-signed", "", "letters-owed"},
                                        {"village-letters-signed", "", "village-letters-owed"},
                                        {"enterprise-letters-signed", "", "enterprise-letters-owed"},
                                        {"production-accidents", "", "accidents"},
                                        {"patroller-trainings", "", "trainings"},
                                        {"fire-drills", "", "drills"},
                                        {"violations-closed", "", "violations"},
                                        {"commended-units", "", "assessments"},
                                        {"illegal-business-campaigns", "", "campaigns"}}) {
        auto *part = find(pair.part, pair.member), *whole = find(pair.whole);
        if (!part || !whole || *part->value <= *whole->value) continue;
        found.push_back({"part_of_whole", false, at(pair.part),
                         fmt::format("部分大于总数：{} {}，{} {}", part->zh, number(*part->value), whole->zh,
                                     number(*whole->value)),
                         fmt::format("A part is more than the whole: {} {}, {} {}", part->measure, number(*part->value),
                                     whole->measure, number(*whole->value)),
                         "", part->measure});
    }
    auto *closed = find("hazards-closed"), *hazards = find("hazards-found");
    if (closed && hazards && *closed->value > *hazards->value) {
        auto earlier = reading.closed_of_earlier.value_or(0);
        bool wrong = *closed->value - earlier > *hazards->value;
        found.push_back({"closed_of_found", wrong, at("hazards-closed"),
                         fmt::format("销号 {} 条多于排查 {} 条，其中 {} 条是以前排查的，请写明", number(*closed->value),
                                     number(*hazards->value), number(earlier)),
                         fmt::format("{} closed are more than {} found; {} of them had been found before: say so",
                                     number(*closed->value), number(*hazards->value), number(earlier)),
                         "", "hazards-closed"});
    }
    for (auto& parts : reading.parts)
        if (parts.sum != parts.whole)
            found.push_back({"parts_sum", false, at(parts.measure),
                             fmt::format("分项合计不等于总数：{} {}，分项相加 {}", parts.zh, number(parts.whole),
                                         number(parts.sum)),
                             fmt::format("The parts of {} add up to {}, not {}", parts.measure, number(parts.sum),
                                         number(parts.whole)),
                             "", parts.measure});
}

}  // namespace

std::vector<Finding> lint(const Reading& reading) {
    std::vector<Finding> found;
    words(reading, found);
    numbering(reading, found);
    for (auto& block : reading.blocks) {
        beside_figures(block, found);
        if (block.edited) typed(reading, block, found);
    }
    figures(reading, found);
    std::stable_sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.blocking > b.blocking; });
    return found;
}

}  // namespace zhenan::report
