// The kind notice-words: what papers say by date, kept by administrators.
#include "core/install.h"
#include "modules/law/law.h"
#include "modules/notice/notice_paper.h"

namespace zhenan::notice {

namespace {

const FaultCode kUnknownName{
    Kind::rejected, "notice.word_name",
    "花括号里只能写 {reviewer}（复议机关）、{superior}（上级主管部门）、{court}（法院），只用于复议诉讼告知",
    "In braces stand only {reviewer}, {superior} and {court}, in words on appeal alone"};
const FaultCode kBrackets{Kind::rejected, "notice.word_brackets", "括号没有成对，请检查 { } 和 [ ]",
                          "The brackets { } and [ ] are not in pairs"};
const FaultCode kMissingName{Kind::rejected, "notice.word_missing", "复议诉讼告知要写明 {reviewer} 和 {court}",
                             "Words on appeal must hold {reviewer} and {court}"};
const FaultCode kNumber{Kind::rejected, "notice.word_number", "编号字只写字，不带括号、空格和“号”，最多 10 个字",
                        "A number's word has no brackets, spaces or sign for number, and ten characters at most"};

record::Kind declare() {
    record::Kind k;
    k.name = "notice-words";
    k.table = "notice_word";
    k.zh = "文书用语";
    k.en = "Words of notices";
    k.group = "administration";
    k.about_zh =
        "文书上的复议诉讼告知、法律依据和编号字，按文书日期选用。改用语就制定新版本，填从哪天起用；已出具的文书不变。";
    k.about_en =
        "What notices say on appeal, which clauses they cite and the words in their numbers, by the notice's date. To "
        "change one make a new version; issued notices stay as they are.";
    k.title = "word";
    k.fields = {{.name = "word",
                 .type = Field::choice,
                 .zh = "用语",
                 .en = "Word",
                 .required = true,
                 .list = true,
                 .filter = true,
                 .sort = true,
                 .options = word_keys()},
                {.name = "text",
                 .type = Field::longtext,
                 .zh = "内容",
                 .en = "Text",
                 .required = true,
                 .list = true,
                 .search = true,
                 .max = 600,
                 .help_zh = "复议诉讼告知里用 {reviewer} {superior} {court} 代表机关；方括号里的，没有登记上级时不印。",
                 .help_en = "On appeal {reviewer}, {superior} and {court} stand for the organs; what is in square "
                            "brackets falls away where no superior is recorded."}};
    k.sort = "word";
    k.before_write = [](record::Change& change) {
        if (change.withdrawn) return;
        switch (fault_in(text_of(change.record, "word"), text_of(change.record, "text"))) {
            case WordFault::unknown_name:
                throw Fault(kUnknownName, "text");
            case WordFault::brackets:
                throw Fault(kBrackets, "text");
            case WordFault::missing_name:
                throw Fault(kMissingName, "text");
            case WordFault::number:
                throw Fault(kNumber, "text");
            case WordFault::none:
                return;
        }
    };
    law::keep(k, {"word"});
    return k;
}

const record::Kinds kinds([] { return std::vector{declare()}; });
const http::Routes routes([](http::Router& router) { law::add_verbs(router, "notice-words"); });
const Shipped shipped{"notice_word"};
const Install install([](db::Connection& db, Instant now) {
    for (auto& word : shipped_words()) law::ship(db, "notice-words", word.as_object(), now);
});

}  // namespace

}  // namespace zhenan::notice
