#include "core/text/text.h"

#include <gtest/gtest.h>

namespace zhenan::text {
namespace {

using Strings = std::vector<std::string>;

TEST(Text, FoldsFullWidthToHalfWidthAndLowerCase) {
    EXPECT_EQ(fold("ＡＢＣ　１２３（甲）ÀÞ×"), "abc 123(甲)àþ×");
}

TEST(Text, FoldLeavesEnclosedIdeographsAlone) {
    EXPECT_EQ(fold("㈠①㎡"), "㈠①㎡");
}

TEST(Text, FoldTurnsRadicalsOfPdfFilesIntoIdeographs) {
    EXPECT_EQ(fold("⽕⼯⿕"), "火工龠");
}

TEST(Text, FoldDropsInvisibleCharactersAndEvensOutSpaces) {
    EXPECT_EQ(fold("\ufeff氨\u200b罐\u00a0a\tb"), "氨罐 a b");
}

TEST(Text, FoldTwiceIsFoldOnce) {
    std::string once = fold("ＡÉⅣ㈠　𠮷￥");
    EXPECT_EQ(fold(once), once);
}

TEST(Text, BigramsOverlapInsideARunAndStopAtPunctuation) {
    EXPECT_EQ(bigrams("氨罐泄漏，停用"), (Strings{"氨罐", "罐泄", "泄漏", "停用"}));
    EXPECT_EQ(bigrams("a栋3层"), (Strings{"a栋", "栋3", "3层"}));
}

TEST(Text, ARunOfOneCharacterIsThatCharacter) {
    EXPECT_EQ(bigrams("氨 · 罐"), (Strings{"氨", "罐"}));
    EXPECT_EQ(bigrams("，。 !"), Strings{});
    EXPECT_EQ(bigrams(""), Strings{});
}

TEST(Text, PairsAreTheBigramsAsNumbers) {
    EXPECT_EQ(pairs("氨罐，a"),
              (std::vector<std::uint64_t>{std::uint64_t{U'氨'} << 32 | U'罐', std::uint64_t{'a'} << 32}));
    EXPECT_EQ(pairs("氨罐泄漏，停用 x 𠮷祥").size(), bigrams("氨罐泄漏，停用 x 𠮷祥").size());
}

TEST(Text, CharactersOutsideTheBmpAreOneCharacter) {
    EXPECT_EQ(bigrams("𠮷祥𠮷"), (Strings{"𠮷祥", "祥𠮷"}));
    EXPECT_EQ(length("𠮷祥"), 2u);
    EXPECT_EQ(truncate("𠮷祥村", 2), "𠮷祥");
    EXPECT_EQ(fold("𠮷Ａ"), "𠮷a");
}

TEST(Text, TruncateKeepsWhatIsShort) {
    EXPECT_EQ(truncate("村", 5), "村");
    EXPECT_EQ(truncate("村", 0), "");
}

TEST(Text, RefusesWhatIsNotUtf8) {
    EXPECT_TRUE(valid_utf8(""));
    EXPECT_TRUE(valid_utf8("aé村𠮷\U0010ffff"));
    for (const char* wrong : {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
                              "\x80", "\xe6\x9d", "\xd6\xd0", "\xff"})
        EXPECT_FALSE(valid_utf8(wrong));
}

TEST(Text, DecodeAndEncodeAreInverse) {
    EXPECT_EQ(encode(decode("aé村𠮷")), "aé村𠮷");
    EXPECT_EQ(decode("a\xff村"), U"a\ufffd村");
}

}  // namespace
}  // namespace zhenan::text
