#include "modules/audit/audit_words.h"

#include <map>

namespace zhenan::audit {

namespace {

std::string value_in_words(db::Connection& db, const Field& field, const json::value* value) {
    if (!value || value->is_null()) return {};
    if (value->is_array()) {
        std::string all;
        for (auto& one : value->as_array()) {
            auto words = one.is_object() ? json::serialize(one) : value_in_words(db, field, &one);
            all += (all.empty() ? "" : "、") + words;
        }
        return all;
    }
    if (value->is_bool()) return value->as_bool() ? "是" : "否";
    if (!value->is_string()) return json::serialize(*value);
    std::string text(value->as_string());
    if (auto* option = field.option(text)) return option->zh;
    if (field.type == Field::area || field.type == Field::ref) {
        auto title = record::title_of(db, field.type == Field::area ? "areas" : field.to, text);
        if (!title.empty()) return title;
    }
    return text;
}

}  // namespace

std::string verb_in_words(const std::string& verb) {
    static const std::map<std::string, std::string> words = {{"created", "记下"},
                                                             {"changed", "修改"},
                                                             {"reset", "恢复默认"},
                                                             {"withdrawn", "撤回"},
                                                             {"withdrawal", "撤回"},
                                                             {"restored", "恢复"},
                                                             {"imported", "导入"},
                                                             {"found", "发现"},
                                                             {"issued", "下达文书"},
                                                             {"rectification", "报告整改完成"},
                                                             {"recheck", "复查"},
                                                             {"extension", "申请延期"},
                                                             {"extension-decision", "答复延期"},
                                                             {"term-decision", "审批期限"},
                                                             {"referral", "移送"},
                                                             {"referral-answer", "收到移送答复"},
                                                             {"county-report", "报告县级"},
                                                             {"county-verdict", "县级认定"},
                                                             {"voided", "作废"},
                                                             {"served", "送达"},
                                                             {"signed_in", "登录"},
                                                             {"signed_out", "退出"},
                                                             {"sessions_ended", "退出其他登录"},
                                                             {"sign_in_failed", "登录失败"},
                                                             {"sign_in_locked", "登录失败，账号锁定"},
                                                             {"password_changed", "修改密码"},
                                                             {"password_reset", "重设密码"},
                                                             {"backup_restored", "从备份恢复"}};
    auto found = words.find(verb);
    return found == words.end() ? verb : found->second;
}

std::string changes_in_words(db::Connection& db, const record::Kind* kind, const Line& line) {
    json::object before, after;
    if (!line.before.empty()) before = json::parse(line.before).as_object();
    if (!line.after.empty()) after = json::parse(line.after).as_object();
    std::string words;
    for (auto& member : after) {
        auto* field = kind ? find_field(kind->fields, member.key()) : nullptr;
        if (kind && !field && member.key() != "reason") continue;
        if (!words.empty()) words += "；";
        Field plain;
        auto& shape = field ? *field : plain;
        auto title = field ? field->zh : member.key() == "reason" ? std::string("原因") : std::string(member.key());
        auto was = value_in_words(db, shape, before.if_contains(member.key()));
        words += title + "：" + (was.empty() ? "" : was + " → ") + value_in_words(db, shape, &member.value());
    }
    return words;
}

}  // namespace zhenan::audit
