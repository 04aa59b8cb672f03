#include "modules/assessment/assessment_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace zhenan::assessment {

const std::vector<Option> kStages = {{"draft", "拟分", "Draft"},     {"self_check", "被考核方自查", "Self-check"},
                                     {"review", "复核", "Review"},   {"notice", "告知申诉", "Notice and appeals"},
                                     {"frozen", "已定分", "Frozen"}, {"published", "已公布", "Published"}};
const std::vector<Option> kGrades = {{"excellent", "优秀", "Excellent"},
                                     {"good", "良好", "Good"},
                                     {"passed", "合格", "Passed"},
                                     {"failed", "不合格", "Failed"}};
const std::vector<Option> kSubjectTypes = {{"village", "村（居）委会", "Village"},
                                           {"member_unit", "成员单位", "Member unit"},
                                           {"enterprise", "企业", "Enterprise"},
                                           {"patroller", "巡查员", "Patroller"},
                                           {"officer", "执法人员", "Officer"},
                                           {"unit", "执法单位", "Enforcement unit"},
                                           {"town", "本镇（上级考核）", "The town (assessed from above)"}};

// Half away from zero; what lies a millionth below a half is one that binary fractions could not hold.
Cents cents(double points) {
    return static_cast<Cents>(std::llround(points * 100 + (points < 0 ? -1e-6 : 1e-6)));
}
double points(Cents cents) {
    return static_cast<double>(cents) / 100;
}
std::string words_of(Cents cents) {
    auto text = fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

const Item* Scheme::item(std::string_view code) const {
    for (auto& one : items)
        if (one.code == code) return &one;
    return nullptr;
}

namespace {

Cents cents_at(const json::object& object, std::string_view name) {
    auto* value = object.if_contains(name);
    return value && value->is_number() ? cents(value->to_number<double>()) : 0;
}
bool has_number(const json::object& object, std::string_view name) {
    auto* value = object.if_contains(name);
    return value && value->is_number();
}
template <class Each>
void each_row(const json::object& record, std::string_view name, Each each) {
    auto* rows = record.if_contains(name);
    if (!rows || !rows->is_array()) return;
    for (auto& row : rows->as_array()) each(row.as_object());
}

// a * b / c to the nearest whole, without leaving whole numbers.
Cents share(Cents a, Cents b, Cents c) {
    auto top = 2 * a * b + c;
    return top / (2 * c);
}

void wrong_bands(const Scheme& scheme, std::vector<FieldError>& errors) {
    auto add = [&](std::string zh, std::string en) {
        errors.push_back({"grades", "assessment_scheme.bands", std::move(zh), std::move(en)});
    };
    if (scheme.bands.empty()) return add("请填写等次的分数段", "Enter the bands of the grades");
    auto bands = scheme.bands;
    std::stable_sort(bands.begin(), bands.end(), [](auto& a, auto& b) { return a.from < b.from; });
    std::set<std::string> seen;
    for (auto& band : bands)
        if (!seen.insert(band.grade).second) return add("同一等次出现了两次", "A grade stands there twice");
    if (bands.front().from != 0) add("最低一档要从 0 分开始", "The lowest band must start at 0");
    for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
        auto end = bands[i].below, next = std::optional<Cents>(bands[i + 1].from);
        if (!end || *end > *next)
            add(fmt::format("分数段在 {} 分处重叠", words_of(*next)),
                fmt::format("Bands overlap at {}", words_of(*next)));
        else if (*end < *next)
            add(fmt::format("{} 到 {} 分没有等次", words_of(*end), words_of(*next)),
                fmt::format("No grade from {} to {}", words_of(*end), words_of(*next)));
    }
    if (bands.back().below) add("最高一档的“低于”要留空", "The highest band must have no upper end");
}

void wrong_formula(const std::string& text, const std::string& field, const formula::Names& names,
                   std::vector<FieldError>& errors) {
    if (auto wrong = formula::wrong_with(text, names))
        errors.push_back({field, "assessment_scheme.formula",
                          fmt::format("第 {} 个字符：{}", wrong->position + 1, wrong->zh),
                          fmt::format("Character {}: {}", wrong->position + 1, wrong->en)});
}

}  // namespace

Scheme scheme_from(const json::object& record) {
    Scheme s;
    s.title = text_of(record, "title");
    s.subject_type = text_of(record, "subjectType");
    s.total = has_number(record, "total") ? cents_at(record, "total") : 10000;
    s.given_back = text_of(record, "notApplicable") == "given_back";
    s.veto_zero = text_of(record, "vetoMode") != "failed";
    s.bonus_most = cents_at(record, "bonusMost");
    s.deduction_most = cents_at(record, "deductionMost");
    s.ranked = boolean_of(record, "ranked") && s.subject_type == "village";
    each_row(record, "grades", [&](const json::object& row) {
        Band band{text_of(row, "grade"), cents_at(row, "from"), {}};
        if (has_number(row, "below")) band.below = cents_at(row, "below");
        s.bands.push_back(band);
    });
    each_row(record, "vetoes", [&](const json::object& row) {
        s.vetoes.push_back({text_of(row, "code"), text_of(row, "title"), text_of(row, "basis")});
    });
    each_row(record, "items", [&](const json::object& row) {
        s.items.push_back({text_of(row, "code"), text_of(row, "section"), text_of(row, "title"),
                           cents_at(row, "points"), text_of(row, "manner") == "manual", text_of(row, "formula"),
                           text_of(row, "appliesWhen"), text_of(row, "peerGroup"), text_of(row, "missing"),
                           text_of(row, "basis")});
    });
    return s;
}

std::vector<FieldError> wrong_with(const Scheme& scheme, const formula::Names& names) {
    std::vector<FieldError> errors;
    auto add = [&](std::string field, std::string code, std::string zh, std::string en) {
        errors.push_back({std::move(field), "assessment_scheme." + code, std::move(zh), std::move(en)});
    };
    if (scheme.items.empty()) add("items", "empty", "请至少填写一个考核项目", "Enter at least one item");
    std::set<std::string> codes, groups;
    std::map<std::string, Cents> in_group;  // what is asked of every group, and of one
    for (std::size_t i = 0; i < scheme.items.size(); ++i) {
        auto& item = scheme.items[i];
        auto at = fmt::format("items[{}]", i);
        if (!codes.insert(item.code).second)
            add(at + ".code", "code", fmt::format("编号“{}”重复", item.code),
                fmt::format("The code {} stands there twice", item.code));
        if (item.points <= 0) add(at + ".points", "points", "分值要大于 0", "Points must be above 0");
        if (item.manual && !item.formula.empty())
            add(at + ".formula", "manner", "人工评分的项目没有公式", "An item scored by hand has no formula");
        if (!item.manual) wrong_formula(item.formula, at + ".formula", names, errors);
        if (!item.applies_when.empty()) wrong_formula(item.applies_when, at + ".appliesWhen", names, errors);
        in_group[item.peer_group] += item.points;
        if (!item.peer_group.empty()) groups.insert(item.peer_group);
    }
    groups.insert("");
    // With items for one group only, each group's items come to the total by themselves.
    for (auto& group : groups) {
        if (group.empty() && groups.size() > 1) continue;
        auto sum = in_group[""] + (group.empty() ? 0 : in_group[group]);
        if (!scheme.items.empty() && sum != scheme.total)
            add("items", "total",
                fmt::format("{}各项分值合计 {} 分，与总分 {} 分不符", group.empty() ? "" : "“" + group + "”组",
                            words_of(sum), words_of(scheme.total)),
                fmt::format("The points of the items{} come to {}, not to the total of {}",
                            group.empty() ? "" : " of group " + group, words_of(sum), words_of(scheme.total)));
    }
    codes.clear();
    for (std::size_t i = 0; i < scheme.vetoes.size(); ++i)
        if (!codes.insert(scheme.vetoes[i].code).second)
            add(fmt::format("vetoes[{}].code", i), "code", "否决情形的编号重复",
                "The code of a veto stands there twice");
    if (!scheme.of_persons()) wrong_bands(scheme, errors);
    return errors;
}

Engine::Engine(const Scheme& scheme, const formula::Names& names) : scheme_(scheme) {
    for (auto& item : scheme.items) {
        Read read;
        if (!item.manual) read.points.emplace(item.formula, names);
        if (!item.applies_when.empty()) read.applies.emplace(item.applies_when, names);
        for (auto* one : {&read.points, &read.applies})
            if (*one)
                for (auto& name : (*one)->names()) asked_.insert(name);
        read_.push_back(std::move(read));
    }
}

Outcome Engine::assess(const std::string& peer_group, const formula::Values& figures, const std::vector<Given>& given,
                       const std::vector<Adjustment>& adjustments, bool vetoed) {
    Outcome out;
    Cents returned = 0;
    for (std::size_t i = 0; i < scheme_.items.size(); ++i) {
        auto& item = scheme_.items[i];
        if (!item.peer_group.empty() && item.peer_group != peer_group) continue;
        Scored scored{.code = item.code, .full = item.points};
        auto hand = std::find_if(given.begin(), given.end(), [&](auto& one) { return one.code == item.code; });
        auto applies = read_[i].applies ? read_[i].applies->value(figures) : std::optional<double>(1);
        if (hand != given.end()) {
            scored.state = Scored::scored;
            scored.by_hand = true;
            scored.points = std::clamp<Cents>(hand->points, 0, item.points);
        } else if (!applies || *applies == 0) {
            scored.state = Scored::not_applicable;
        } else if (!item.manual) {
            auto value = read_[i].points->value(figures);
            scored.state = value ? Scored::scored : Scored::not_applicable;
            if (value) scored.points = cents(std::clamp(*value, 0.0, points(item.points)));
        }
        if (scored.state == Scored::not_applicable) {
            returned += item.points;
        } else {
            out.base += item.points;
            out.got += scored.points;
            out.waiting += scored.state == Scored::waiting;
        }
        out.items.push_back(scored);
    }
    for (auto& one : adjustments) (one.bonus ? out.bonus : out.deduction) += one.points;
    out.bonus = std::min(out.bonus, scheme_.bonus_most);
    out.deduction = std::min(out.deduction, scheme_.deduction_most);
    if (out.base == 0 || scheme_.of_persons()) return out;
    auto whole = out.base + returned;
    auto reached =
        scheme_.given_back ? share(out.got + returned, scheme_.total, whole) : share(out.got, scheme_.total, out.base);
    out.score = std::max<Cents>(0, reached + out.bonus - out.deduction);
    if (vetoed && scheme_.veto_zero) out.score = 0;
    out.grade = vetoed ? "failed" : grade_of(scheme_, *out.score);
    return out;
}

std::string grade_of(const Scheme& scheme, Cents score) {
    for (auto& band : scheme.bands)
        if (score >= band.from && (!band.below || score < *band.below)) return band.grade;
    return {};
}

std::vector<Gain> to_gain(const Scheme& scheme, const Outcome& outcome, Cents wanted) {
    std::vector<Gain> lost;
    Cents whole = 0;
    for (auto& item : outcome.items) whole += item.full;
    auto base = scheme.given_back ? whole : outcome.base;
    for (auto& item : outcome.items)
        if (item.state != Scored::not_applicable && item.full > item.points && base > 0)
            lost.push_back({item.code, share(item.full - item.points, scheme.total, base)});
    std::stable_sort(lost.begin(), lost.end(), [](auto& a, auto& b) { return a.points > b.points; });
    std::size_t taken = 0;
    for (Cents sum = 0; taken < lost.size() && sum < wanted; ++taken) sum += lost[taken].points;
    lost.resize(taken);
    return lost;
}

std::vector<int> ranks(const std::vector<std::pair<std::string, std::optional<Cents>>>& scores) {
    std::vector<int> ranks;
    for (auto& [group, score] : scores) {
        int better = 0;
        for (auto& [other, others] : scores) better += score && other == group && others && *others > *score;
        ranks.push_back(score ? better + 1 : 0);
    }
    return ranks;
}

bool may_follow(std::string_view from, std::string_view to) {
    auto at = [](std::string_view stage) {
        for (std::size_t i = 0; i < kStages.size(); ++i)
            if (kStages[i].value == stage) return static_cast<int>(i);
        return -10;
    };
    auto step = at(to) - at(from);
    return step == 1 || (step == -1 && at(from) < at("frozen"));
}

bool open_to_computing(std::string_view stage) {
    return stage == "draft" || stage == "self_check" || stage == "review";
}

}  // namespace zhenan::assessment
