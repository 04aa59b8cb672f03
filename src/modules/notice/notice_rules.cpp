// Which notice an authority carries, what it is called, and what must be told about review.
#include <fmt/format.h>

#include <algorithm>

#include "modules/notice/notice_rules.h"

namespace zhenan::notice {

namespace {

// 行政复议法 (2023) is in force from this day.
constexpr std::string_view kReviewByGovernmentAlone = "2024-01-01";

std::string or_blank(const std::string& name, const char* kind) {
    return name.empty() ? std::string("＿＿＿＿＿＿") + kind : name;
}

std::string reviewer(const PaperAuthority& authority, const std::string& issued_on) {
    if (!authority.review_organ.empty()) return authority.review_organ;
    std::string government = or_blank(authority.government, "人民政府");
    // Where the organ is itself the department that the town reports to, nothing above it is
    // recorded.
    bool known = !authority.superior.empty() && authority.superior != authority.organ;
    bool choice = authority.basis == Basis::delegated && issued_on < kReviewByGovernmentAlone && known;
    return choice ? government + "或者" + authority.superior : government;
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

std::string appeal(const PaperAuthority& authority, const std::string& issued_on, const std::string& what) {
    if (authority.basis == Basis::supervision) return {};
    return fmt::format(
        "如不服本{3}，可以自收到本{2}之日起60日内向{0}申请行政复议，"
        "也可以自收到本{2}之日起6个月内依法向{1}提起行政诉讼，"
        "但本{3}不停止执行，法律另有规定的除外。",
        reviewer(authority, issued_on), or_blank(authority.court, "人民法院"), what,
        what.substr(0, what.size() - std::string("书").size()));
}

std::string number_word(Type type, Basis basis) {
    // The enforcement words are the usual ones (应急检记, 应急责改, 应急复查); a town that only
    // supervises has words of its own, so that its numbers are never taken for enforcement.
    bool supervision = basis == Basis::supervision;
    switch (type) {
        case Type::record:
            return supervision ? "安检记" : "应急检记";
        case Type::order:
            return "应急责改";
        case Type::opinion:
            return supervision ? "安整改" : "应急整改";
        case Type::on_spot:
            return "应急现决";
        case Type::recheck:
            return supervision ? "安复查" : "应急复查";
        case Type::referral:
            return supervision ? "安移" : "应急移";
        case Type::major_report:
            return supervision ? "安重报" : "应急重报";
        case Type::receipt:
            return supervision ? "安送" : "应急送";
    }
    return {};
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
