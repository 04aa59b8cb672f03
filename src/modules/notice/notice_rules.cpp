// Which notice an authority carries, what it is called, and what must be told about review.
#include <algorithm>

#include "modules/notice/notice_rules.h"

namespace zhenan::notice {

namespace {

std::string or_blank(const std::string& name, const char* kind) {
    return name.empty() ? std::string("＿＿＿＿＿＿") + kind : name;
}

void put(std::string& text, std::string_view name, const std::string& value) {
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += value.size())
        text.replace(at, name.size(), value);
}

const char* stem_of(Type type) {
    switch (type) {
        case Type::record:
            return "number_record";
        case Type::order:
            return "number_order";
        case Type::opinion:
            return "number_opinion";
        case Type::on_spot:
            return "number_on_spot";
        case Type::recheck:
            return "number_recheck";
        case Type::referral:
            return "number_referral";
        case Type::major_report:
            return "number_major_report";
        case Type::receipt:
            return "number_receipt";
    }
    return "";
}

}  // namespace

std::string title_of(Type type, Basis basis) {
    bool supervision = basis == Basis::supervision;
    switch (type) {
        case Type::record:
            return supervision ? "安全生产检查记录表" : "现场检查记录";
        case Type::order:
            return "责令限期整改指令书";
        case Type::opinion:
            return "限期整改意见书";
        case Type::on_spot:
            return "现场处理措施决定书";
        case Type::recheck:
            return supervision ? "隐患整改复查记录" : "整改复查意见书";
        case Type::referral:
            return "移送函";
        case Type::major_report:
            return "重大隐患报告";
        case Type::receipt:
            return "送达回证";
    }
    return {};
}

bool allowed(Type type, std::optional<Basis> basis) {
    if (type != Type::order && type != Type::on_spot) return true;
    return basis && *basis != Basis::supervision;
}

int certificates_needed(Type type, Basis basis) {
    if (basis == Basis::supervision) return 0;
    bool enforcement = type == Type::record || type == Type::order || type == Type::on_spot || type == Type::recheck;
    return enforcement ? 2 : 0;
}

std::string appeal_key(Basis basis) {
    if (basis == Basis::supervision) return {};
    return basis == Basis::delegated ? "appeal_delegated" : "appeal_empowered";
}

std::string number_key(Type type, Basis basis) {
    // A town that only supervises has words of its own, so that its numbers are never taken for enforcement.
    bool apart = basis == Basis::supervision && type != Type::order && type != Type::on_spot;
    return std::string(stem_of(type)) + (apart ? "_supervision" : "");
}

std::string referral_key(Basis basis) {
    // 69 binds departments; what a town may do in its own name is in 9.
    return basis == Basis::delegated ? "cite_referral_delegated" : "cite_referral";
}

const std::vector<Option>& word_keys() {
    static const std::vector<Option> all = {
        {"appeal_empowered", "复议诉讼告知（镇以自身名义）", "Appeal, the town in its own name"},
        {"appeal_delegated", "复议诉讼告知（受委托）", "Appeal, delegated"},
        {"cite_refused", "拒签记录的法律依据", "Clause for a refused signature"},
        {"cite_referral", "移送的法律依据", "Clause for a referral"},
        {"cite_referral_delegated", "移送的法律依据（受委托）", "Clause for a referral, delegated"},
        {"cite_on_spot", "现场处理决定的法律依据", "Clause for measures on the spot"},
        {"cite_major", "重大隐患督办的法律依据", "Clause for a major hazard"},
        {"number_record", "编号字：检查记录", "Number: record"},
        {"number_record_supervision", "编号字：检查记录（仅监督检查）", "Number: record, supervision"},
        {"number_order", "编号字：责令限期整改指令书", "Number: order"},
        {"number_on_spot", "编号字：现场处理措施决定书", "Number: decision on the spot"},
        {"number_opinion", "编号字：限期整改意见书", "Number: opinion"},
        {"number_opinion_supervision", "编号字：限期整改意见书（仅监督检查）", "Number: opinion, supervision"},
        {"number_recheck", "编号字：整改复查意见书", "Number: recheck"},
        {"number_recheck_supervision", "编号字：整改复查（仅监督检查）", "Number: recheck, supervision"},
        {"number_referral", "编号字：移送函", "Number: referral"},
        {"number_referral_supervision", "编号字：移送函（仅监督检查）", "Number: referral, supervision"},
        {"number_major_report", "编号字：重大隐患报告", "Number: major-hazard report"},
        {"number_major_report_supervision", "编号字：重大隐患报告（仅监督检查）", "Number: major report, supervision"},
        {"number_receipt", "编号字：送达回证", "Number: receipt"},
        {"number_receipt_supervision", "编号字：送达回证（仅监督检查）", "Number: receipt, supervision"}};
    return all;
}

std::string appeal(const PaperAuthority& authority, const std::string& pattern, const std::string& what) {
    if (authority.basis == Basis::supervision) return {};
    auto text = pattern;
    // Where the organ is itself the department that the town reports to, nothing above it is recorded; a review organ
    // of its own goes before every rule.
    bool known = !authority.superior.empty() && authority.superior != authority.organ && authority.review_organ.empty();
    for (std::size_t open; (open = text.find('[')) != std::string::npos;) {
        auto close = text.find(']', open);
        if (close == std::string::npos) break;
        auto inside = text.substr(open + 1, close - open - 1);
        bool drop = inside.find("{superior}") != std::string::npos && !known;
        text.replace(open, close - open + 1, drop ? std::string() : inside);
    }
    put(text, "{reviewer}",
        authority.review_organ.empty() ? or_blank(authority.government, "人民政府") : authority.review_organ);
    put(text, "{superior}", or_blank(authority.superior, "上一级主管部门"));
    put(text, "{court}", or_blank(authority.court, "人民法院"));
    // The words are kept for an order; a decision on the spot is told of in the same ones.
    if (what != "指令书") put(text, "指令", what.substr(0, what.size() - std::string("书").size()));
    return text;
}

WordFault fault_in(const std::string& key, const std::string& text) {
    if (key.starts_with("number_")) {
        for (auto sign : {"〔", "〕", "（", "）", "[", "]", "{", "}", " ", "　", "号"})
            if (text.find(sign) != std::string::npos) return WordFault::number;
        return text.size() > 30 ? WordFault::number : WordFault::none;
    }
    bool within = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '[' || text[at] == ']') {
            if ((text[at] == '[') == within) return WordFault::brackets;
            within = !within;
        }
        if (text[at] == '}') return WordFault::brackets;
        if (text[at] != '{') continue;
        auto end = text.find('}', at);
        if (end == std::string::npos) return WordFault::brackets;
        auto name = text.substr(at, end - at + 1);
        bool known = key.starts_with("appeal_") && (name == "{reviewer}" || name == "{superior}" || name == "{court}");
        if (!known) return WordFault::unknown_name;
        at = end;
    }
    if (within) return WordFault::brackets;
    bool appeal = key.starts_with("appeal_");
    if (appeal && (text.find("{reviewer}") == std::string::npos || text.find("{court}") == std::string::npos))
        return WordFault::missing_name;
    return WordFault::none;
}

std::optional<Type> type_named(std::string_view kind) {
    for (auto& [name, type] : {std::pair{"record", Type::record},
                               {"order", Type::order},
                               {"opinion", Type::opinion},
                               {"on_spot", Type::on_spot},
                               {"recheck", Type::recheck},
                               {"referral", Type::referral},
                               {"major_report", Type::major_report}})
        if (kind == name) return type;
    return {};
}

bool for_major_only(const std::vector<std::string>& measures) {
    return std::any_of(measures.begin(), measures.end(), [](auto& one) { return one != "remove_now"; });
}

}  // namespace zhenan::notice
