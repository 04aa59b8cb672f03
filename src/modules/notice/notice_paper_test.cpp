#include "modules/notice/notice_paper.h"

#include <gtest/gtest.h>

#include "core/fault.h"
#include "core/paper/code_label.h"
#include "core/paper/page_count.h"
#include "modules/notice/notice_form.h"

using namespace zhenan;
using namespace zhenan::notice;

namespace {

void say(const paper::Paragraph& paragraph, std::string& text) {
    for (const paper::Run& run : paragraph.runs) text += run.text;
    text += "\n";
}

std::string text_of(const paper::Paper& paper) {
    std::string text;
    for (const paper::Block& block : paper.blocks) {
        if (block.paragraph) say(*block.paragraph, text);
        if (!block.table) continue;
        for (const auto& row : block.table->rows) {
            for (const paper::Cell& cell : row) {
                for (const paper::Paragraph& paragraph : cell.paragraphs) say(paragraph, text);
            }
        }
    }
    return text;
}

std::string printed(const PaperNotice& notice) {
    return text_of(notice_paper(notice));
}

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

PaperNotice order() {
    PaperNotice notice{.type = Type::order,
                       .number = "（禾安）应急责改〔2023〕5号",
                       .issued_on = "2023-05-10",
                       .authority = {.basis = Basis::empowered,
                                     .organ = "禾安镇人民政府",
                                     .town = "禾安镇人民政府",
                                     .government = "岭宁县人民政府",
                                     .superior = "岭宁县应急管理局",
                                     .court = "岭宁县人民法院"},
                       .place = {.name = "禾安镇金禾宾馆"}};
    notice.items = {{.description = "二楼东侧安全出口上锁。",
                     .clause = "《中华人民共和国安全生产法》第四十二条第二款",
                     .due_on = "2023-05-30"},
                    {.description = "疏散楼梯间堆放纸箱", .site = "三楼"},
                    {.description = "隐患排查记录自上月起空白", .due_on = "2023-05-30"}};
    notice.officers = {{"吴俊峰", "粤A0001"}, {"谭少东", "粤A0002"}};
    return notice;
}

PaperNotice supervised(Type type) {
    PaperNotice notice = order();
    notice.type = type;
    notice.authority.basis = Basis::supervision;
    return notice;
}

}  // namespace

TEST(NoticePaper, an_order_does_not_come_out_of_mere_supervision) {
    EXPECT_THROW(notice_paper(supervised(Type::order)), Fault);
}

TEST(NoticePaper, terms_that_differ_are_grouped_by_day) {
    std::string text = printed(order());
    EXPECT_TRUE(has(text, "其中第1、3项于2023年5月30日前整改完毕，第2项立即整改，")) << text;
}

TEST(NoticePaper, one_term_for_all_is_said_once) {
    PaperNotice notice = order();
    notice.items[1].due_on = "2023-05-30";
    EXPECT_TRUE(has(printed(notice), "现责令你单位对上述第1至3项问题于2023年5月30日前整改完毕，"));
    notice.items.resize(1);
    EXPECT_TRUE(has(printed(notice), "现责令你单位对上述问题于2023年5月30日前整改完毕，"));
}

TEST(NoticePaper, what_was_put_right_on_the_spot_has_no_term) {
    PaperNotice notice = order();
    notice.items[1].fixed_on_spot = true;
    EXPECT_TRUE(has(printed(notice), "第2项已当场整改"));
    EXPECT_FALSE(has(printed(notice), "立即整改"));
}

TEST(NoticePaper, an_order_carries_the_words_of_its_form) {
    std::string text = printed(order());
    for (const char* part :
         {"责令限期整改指令书", "（禾安）应急责改〔2023〕5号", "经查，你单位存在下列问题：",
          "1.二楼东侧安全出口上锁，不符合《中华人民共和国安全生产法》第四十二条第二款的规定；",
          "2.疏散楼梯间堆放纸箱（三楼）；", "由此造成事故的，依法追究有关人员的责任。",
          "整改期间，你单位应当采取措施，确保安全生产。", "申请行政复议", "证号：粤A0001", "证号：粤A0002",
          "被检查单位负责人（签名）：", "一式两份：一份存档备案，一份交被检查单位", "2023年5月10日"}) {
        EXPECT_TRUE(has(text, part)) << part << "\n" << text;
    }
}

TEST(NoticePaper, a_second_officer_who_is_not_named_leaves_a_line_to_sign) {
    PaperNotice notice = order();
    notice.officers.resize(1);
    paper::Paper paper = notice_paper(notice);
    int lines = 0;
    for (const auto& block : paper.blocks) {
        if (!block.paragraph) continue;
        std::string text;
        say(*block.paragraph, text);
        lines += has(text, "（签名）") && has(text, "证号：") ? 1 : 0;
    }
    EXPECT_EQ(lines, 2);
}

TEST(NoticePaper, a_clause_that_nobody_confirmed_is_not_printed_as_law) {
    PaperNotice notice = order();
    EXPECT_TRUE(has(printed(notice), "不符合《中华人民共和国安全生产法》第四十二条第二款的规定"));
    notice.items[0].certainty = "M";
    std::string text = printed(notice);
    EXPECT_TRUE(has(text, "二楼东侧安全出口上锁"));
    EXPECT_FALSE(has(text, "第四十二条第二款")) << text;
    notice.items[0].certainty = "C";
    EXPECT_TRUE(has(printed(notice), "第四十二条第二款"));
}

TEST(NoticePaper, a_criterion_that_nobody_confirmed_is_not_printed_as_law) {
    PaperNotice notice = order();
    notice.items[0].major = true;
    notice.items[0].criterion = "应急管理部令第10号 第11条（十）";
    notice.items[0].criterion_certainty = "M";
    std::string text = printed(notice);
    EXPECT_TRUE(has(text, "第1项属于重大事故隐患"));
    EXPECT_FALSE(has(text, "应急管理部令第10号")) << text;
}

TEST(NoticePaper, an_issued_notice_keeps_its_words) {
    PaperNotice notice = order();
    notice.words = Words{.appeal = "向{reviewer}申请复议，向{court}起诉（旧）。", .number = "责改"};
    EXPECT_TRUE(has(printed(notice), "向岭宁县人民政府申请复议，向岭宁县人民法院起诉（旧）。"));
}

TEST(NoticePaper, a_major_hazard_names_the_criterion_and_a_suspected_one_is_no_finding) {
    PaperNotice notice = order();
    notice.items[0].major = true;
    notice.items[0].criterion = "《重大火灾隐患判定方法》6.5";
    notice.items[1].suspected = notice.items[1].major = true;
    std::string text = printed(notice);
    EXPECT_TRUE(has(text, "其中第1项属于重大事故隐患，判定依据：《重大火灾隐患判定方法》6.5"));
    EXPECT_TRUE(has(text, "第2项疑似重大事故隐患"));
    EXPECT_FALSE(has(text, "第2项属于重大"));
}

TEST(NoticePaper, a_refused_signature_is_put_on_record_with_the_witness) {
    PaperNotice notice = order();
    notice.recipient = "林伟";
    notice.recipient_state = "refused";
    notice.witness = "陈小玲";
    std::string text = printed(notice);
    EXPECT_TRUE(has(text, "林伟拒绝签名")) << text;
    EXPECT_TRUE(has(text, "《中华人民共和国安全生产法》第六十八条"));
    EXPECT_TRUE(has(text, "记录在案"));
    EXPECT_TRUE(has(text, "见证人：陈小玲"));
    notice.recipient_state = "absent";
    EXPECT_TRUE(has(printed(notice), "不在现场"));
    EXPECT_TRUE(has(printed(notice), "见证人：陈小玲"));
}

TEST(NoticePaper, before_the_law_of_2021_the_article_is_not_named) {
    EXPECT_EQ(shipped_word("cite_refused", "2021-08-31"), "《中华人民共和国安全生产法》");
    EXPECT_EQ(shipped_word("cite_refused", "2021-09-01"), "《中华人民共和国安全生产法》第六十八条");
}

TEST(NoticePaper, an_opinion_asks_says_who_will_be_told_and_has_no_appeal) {
    std::string text = printed(supervised(Type::opinion));
    EXPECT_TRUE(has(text, "现要求你单位"));
    EXPECT_TRUE(has(text, "逾期不整改将上报岭宁县应急管理局"));
    PaperNotice other = supervised(Type::opinion);
    other.authority.report_to = "岭宁县安全生产委员会办公室";
    EXPECT_TRUE(has(printed(other), "将上报岭宁县安全生产委员会办公室查处"));
    EXPECT_TRUE(has(text, "安全生产检查人员："));
    EXPECT_TRUE(has(text, "一份由乡镇（街道）备案"));
    for (const char* part : {"责令", "行政复议", "行政诉讼", "执法"}) {
        EXPECT_FALSE(has(text, part)) << part;
    }
}

TEST(NoticePaper, supervision_speaks_of_no_enforcement_in_any_of_its_forms) {
    for (Type type : {Type::record, Type::opinion, Type::recheck}) {
        std::string text = printed(supervised(type));
        EXPECT_FALSE(has(text, "执法")) << text;
        EXPECT_FALSE(has(text, "行政复议")) << text;
        EXPECT_TRUE(has(text, "安全生产检查人员：")) << text;
    }
}

TEST(NoticePaper, a_decision_on_the_spot_orders_cites_the_article_and_tells_of_review) {
    PaperNotice notice = order();
    notice.type = Type::on_spot;
    notice.issued_on = "2023-07-10";
    notice.measures = {"从危险区域内撤出作业人员", "停止使用相关设施、设备"};
    notice.until_on = "2023-07-15";
    std::string text = printed(notice);
    EXPECT_TRUE(has(text, "现场处理措施决定书"));
    EXPECT_TRUE(has(text, "第六十五条第一款第三项"));
    EXPECT_TRUE(has(text, "1.责令从危险区域内撤出作业人员；2.责令停止使用相关设施、设备。")) << text;
    EXPECT_TRUE(has(text, "2023年7月15日前排除"));
    EXPECT_TRUE(has(text, "如不服本决定，可以自收到本决定书之日起60日内")) << text;
    notice.authority.basis = Basis::supervision;
    EXPECT_THROW(notice_paper(notice), Fault);
}

TEST(NoticePaper, a_decision_on_the_spot_about_three_hazards_fits_one_page) {
    PaperNotice notice = order();
    notice.type = Type::on_spot;
    notice.measures = {"立即排除事故隐患"};
    notice.until_on = "2023-05-15";
    notice.reason = "安全出口上锁，一旦起火人员无法疏散";
    for (auto& item : notice.items) item.clause = "《中华人民共和国安全生产法》第四十二条第二款";
    notice.officers = {{"吴俊峰", "粤执（测试用）44999900001"}, {"谭少东", "粤执（测试用）44999900002"}};
    notice.authority.document = "《关于镇街综合行政执法的公告》（测试示例，粤岭府告〔2021〕3号，自2021年9月1日起实施）";
    auto paper = notice_paper(notice);
    EXPECT_EQ(paper::page_count(paper), 1u);
    // Word and LibreOffice set lines a little wider.
    paper.page.bottom += 7;
    EXPECT_EQ(paper::page_count(paper), 1u);
}

TEST(NoticePaper, a_usual_order_of_three_hazards_fits_one_page) {
    EXPECT_EQ(paper::page_count(notice_paper(order())), 1u);
}

TEST(NoticePaper, a_record_tells_who_looked_with_which_certificates_and_when) {
    PaperNotice notice = order();
    notice.type = Type::record;
    notice.from = "2023-05-10T09:12:00+08:00";
    notice.to = "2023-05-10T02:30:00Z";
    std::string text = printed(notice);
    EXPECT_TRUE(has(text, "2023年5月10日9时12分至2023年5月10日10时30分")) << text;
    EXPECT_TRUE(has(text,
                    "我们是禾安镇人民政府行政执法人员吴俊峰、谭少东，证件号码分别为粤A0001、粤A0002，"
                    "这是我们的证件（出示证件）。现依法对你单位进行现场检查，请予以配合。"));
}

TEST(NoticePaper, a_record_without_findings_leaves_room_and_claims_nothing) {
    PaperNotice notice = order();
    notice.type = Type::record;
    notice.items.clear();
    std::string text = printed(notice);
    EXPECT_FALSE(has(text, "未发现"));
    EXPECT_FALSE(has(text, "发现下列问题"));
}

TEST(NoticePaper, a_recheck_says_of_each_item_whether_it_holds) {
    PaperNotice notice = order();
    notice.type = Type::recheck;
    notice.earlier_title = "责令限期整改指令书";
    notice.earlier_number = "（禾安）应急责改〔2023〕5号";
    notice.earlier_on = "2023-05-10";
    notice.items[0].passed = notice.items[1].passed = true;
    notice.items[2].passed = false;
    std::string text = printed(notice);
    EXPECT_TRUE(has(text,
                    "本机关于2023年5月10日作出了责令限期整改的决定〔（禾安）应急责改〔2023〕5号〕，"
                    "经对你单位整改情况进行复查，提出如下意见："))
        << text;
    EXPECT_TRUE(has(text, "1.二楼东侧安全出口上锁：已整改合格；"));
    EXPECT_TRUE(has(text, "第1、2项已整改合格，第3项未整改合格。"));
    notice.items[2].passed = true;
    EXPECT_TRUE(has(printed(notice), "上述问题均已整改合格。"));
}

TEST(NoticePaper, a_recheck_without_a_result_draws_no_conclusion) {
    PaperNotice notice = order();
    notice.type = Type::recheck;
    notice.items[0].passed = true;
    EXPECT_FALSE(has(printed(notice), "均已整改合格"));
}

TEST(NoticePaper, a_failed_recheck_of_supervision_goes_up_to_the_county) {
    PaperNotice notice = supervised(Type::recheck);
    notice.issued_on = "2023-06-01";
    for (auto& item : notice.items) item.passed = true;
    notice.items[2].passed = false;
    EXPECT_TRUE(has(printed(notice), "将上报岭宁县应急管理局查处"));
    notice.items[2].due_on = "2023-06-10";
    EXPECT_TRUE(has(printed(notice), "第3项于2023年6月10日前整改完毕；逾期不整改将上报"));
}

TEST(NoticePaper, a_referral_asks_for_the_answer_in_writing) {
    PaperNotice notice = order();
    notice.type = Type::referral;
    notice.addressee = "岭宁县住房和城乡建设局";
    notice.reason = "燃气经营许可由你局负责";
    std::string text = printed(notice);
    EXPECT_TRUE(has(text, "岭宁县住房和城乡建设局："));
    EXPECT_TRUE(has(text, "第九条第二款")) << text;
    EXPECT_TRUE(has(text, "将处理结果书面告知我单位"));
    notice.authority.basis = Basis::delegated;
    EXPECT_TRUE(has(printed(notice), "第六十九条"));
}

TEST(NoticePaper, a_receipt_names_the_notice_and_how_it_was_served) {
    PaperNotice notice = order();
    notice.type = Type::receipt;
    notice.earlier_title = "责令限期整改指令书";
    notice.earlier_number = "（禾安）应急责改〔2023〕5号";
    notice.served_on = "2023-05-11";
    notice.method = "direct";
    notice.recipient = "林伟";
    notice.recipient_state = "signed";
    std::string text = printed(notice);
    for (const char* part :
         {"送达回证", "《责令限期整改指令书》", "（禾安）应急责改〔2023〕5号", "直接送达", "2023年5月11日", "林伟"}) {
        EXPECT_TRUE(has(text, part)) << part;
    }
}

TEST(NoticePaper, a_receipt_does_not_wear_the_number_that_it_serves) {
    PaperNotice notice = order();
    notice.type = Type::receipt;
    notice.earlier_title = "责令限期整改指令书";
    notice.earlier_number = notice.number;
    std::string text = printed(notice);
    EXPECT_EQ(text.find(notice.number), text.rfind(notice.number));
}

TEST(NoticePaper, a_voided_notice_says_so_first_and_the_demo_last) {
    PaperNotice notice = order();
    notice.voided = true;
    notice.authority.invented = true;
    std::string text = printed(notice);
    EXPECT_TRUE(text.starts_with("已　作　废")) << text;
    EXPECT_TRUE(text.ends_with("演示数据，文书及编号均为虚构\n")) << text;
}

TEST(NoticePaper, every_form_can_be_drawn_even_when_nothing_is_filled_in) {
    for (Type type : {Type::record, Type::order, Type::opinion, Type::on_spot, Type::recheck, Type::referral,
                      Type::major_report, Type::receipt}) {
        for (Basis basis : {Basis::empowered, Basis::delegated, Basis::supervision}) {
            if (!allowed(type, basis)) continue;
            PaperNotice notice{.type = type, .authority = {.basis = basis}};
            EXPECT_GT(paper::to_docx(notice_paper(notice)).size(), 1000u);
        }
    }
}

TEST(NoticePaper, runs_of_three_and_more_items_are_joined) {
    EXPECT_EQ(ordinals({1, 3}), "第1、3项");
    EXPECT_EQ(ordinals({1, 2}), "第1、2项");
    EXPECT_EQ(ordinals({1, 2, 3, 5}), "第1至3、5项");
}

TEST(NoticePaper, photos_before_and_after_stand_side_by_side_on_pages_of_their_own) {
    PaperNotice notice = order();
    notice.type = Type::recheck;
    auto without = notice_paper(notice);
    auto small = paper::code_label("x", {"x"}).bytes;
    notice.items[1].before = {.on = "2023-05-10", .pictures = {small, small}};
    notice.items[1].after = {.on = "2023-05-29", .pictures = {small}, .left_out = 2};
    auto with = notice_paper(notice);
    std::string text = text_of(with);
    EXPECT_TRUE(
        has(text, "第2项　疏散楼梯间堆放纸箱\n整改前1　2023年5月10日\n复查时　2023年5月29日\n整改前2　2023年5月10日\n"))
        << text;
    EXPECT_TRUE(has(text, "另有 2 个附件没有印在这里")) << text;
    EXPECT_FALSE(has(text, "第1项　")) << text;
    EXPECT_EQ(paper::page_count(with), paper::page_count(without) + 1);
    // The notice itself is set as if there were no annex.
    EXPECT_TRUE(text.starts_with(text_of(without)));
    EXPECT_FALSE(has(printed(order()), "整改前"));
}

TEST(NoticePaper, a_hazard_without_photos_on_one_side_says_so) {
    PaperNotice notice = order();
    notice.type = Type::recheck;
    notice.items[0].before = {.on = "2023-05-10", .pictures = {paper::code_label("x", {"x"}).bytes}};
    EXPECT_TRUE(has(printed(notice), "没有照片"));
}
