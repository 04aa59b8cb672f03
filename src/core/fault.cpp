#include "core/fault.h"

namespace zhenan {

namespace {
std::vector<const FaultCode*>& table() {
    static std::vector<const FaultCode*> rows;
    return rows;
}
}  // namespace

FaultCode::FaultCode(Kind kind, std::string_view code, std::string_view zh, std::string_view en)
    : kind(kind), code(code), zh(zh), en(en) {
    table().push_back(this);
}

const std::vector<const FaultCode*>& FaultCode::all() {
    return table();
}

Fault::Fault(const FaultCode& code) : code(&code), zh(code.zh), en(code.en) {}

Fault::Fault(const FaultCode& code, std::string zh, std::string en)
    : code(&code), zh(std::move(zh)), en(std::move(en)) {}

Fault::Fault(const FaultCode& code, std::string field) : code(&code), zh(code.zh), en(code.en) {
    errors.push_back({std::move(field), std::string(code.code), zh, en});
}

Fault::Fault(const FaultCode& code, std::vector<FieldError> errors)
    : code(&code), zh(code.zh), en(code.en), errors(std::move(errors)) {
    if (!this->errors.empty()) {
        zh = this->errors.front().zh;
        en = this->errors.front().en;
    }
}

const FaultCode kInvalid{Kind::invalid, "request.invalid", "请求的内容不合要求，请改正后再提交",
                         "The request is not valid; correct it and send it again"};
const FaultCode kUnauthenticated{Kind::unauthenticated, "session.missing", "请先登录", "Sign in first"};
const FaultCode kForbidden{Kind::forbidden, "role.forbidden", "您的岗位不能做这件事，请找镇安监办或管理员",
                           "Your role may not do this; ask the safety office or the administrator"};
const FaultCode kNotFound{Kind::not_found, "record.not_found", "没有这条记录，或者它不在您的管辖范围内",
                          "There is no such record, or it lies outside your area"};
const FaultCode kConflict{Kind::conflict, "record.conflict", "这个编号已有不同内容的记录，请刷新后再试",
                          "This id already holds a different record; reload and try again"};
const FaultCode kStale{Kind::stale, "record.stale", "别人刚改过这条记录，请刷新后再改",
                       "Somebody changed this record meanwhile; reload and change it again"};
const FaultCode kRejected{Kind::rejected, "field.rejected", "有内容需要改正", "Some of the content needs correcting"};
const FaultCode kTooLarge{Kind::too_large, "request.too_large", "提交的内容太大", "The request is too large"};
const FaultCode kInternal{Kind::internal, "internal", "程序出错，已记入日志；请把请求编号告诉管理员",
                          "The program failed and logged it; tell the administrator the request id"};
const FaultCode kBusy{Kind::busy, "store.busy", "现在太忙，请稍后再试", "Too busy just now; try again shortly"};
const FaultCode kStopping{Kind::busy, "store.stopping", "系统正在停止或重新启动，请稍等片刻再试",
                          "The system is stopping or being restarted; wait a moment and try again"};
const FaultCode kFull{Kind::full, "store.full", "磁盘已满或不能写入，没有保存；请联系管理员，腾出空间后再提交",
                      "The disk is full or cannot be written, and nothing was saved; tell the administrator and send "
                      "it again when there is room"};

}  // namespace zhenan
