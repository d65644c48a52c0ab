using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

/// <summary>What the cells of a column are taken for where nobody says it.</summary>
public sealed class ColumnInferenceTests
{
    [Theory]
    [InlineData("number", "1", "2.5", "", "-3e4")]
    [InlineData("category", "red", "green", "red", "blue")]
    [InlineData("category", "New York", "Los Angeles", "New York", "San Jose")]
    [InlineData("category", "very good indeed", "not so good", "very good indeed", "not so good", "not so good")]
    [InlineData("category", "A-17", "A-18", "B-19")]
    [InlineData("category", "the same three words", "the same three words", "the same three words")]
    [InlineData("text", "send me the money", "see you at noon", "", "free money for you")]
    [InlineData("text", "東京は雨です", "大阪は晴れです", "明日は雪です")]
    [InlineData("text", "ใบแจ้งหนี้รายงานประชุม", "รางวัลเงินสดลิงก์โปรโมชั่น", "ประชุมใบแจ้งหนี้วันนี้")]
    [InlineData("text", "ຂ້ອຍມັກກິນເຂົ້າໜຽວ", "ມື້ນີ້ອາກາດດີຫຼາຍ", "ລາວໄປຕະຫຼາດແລ້ວ")]
    [InlineData("text", "ខ្ញុំចូលចិត្តញ៉ាំបាយ", "ថ្ងៃនេះអាកាសធាតុល្អ", "គាត់ទៅផ្សារហើយ")]
    [InlineData("text", "ကျွန်တော်ထမင်းစားသည်", "ဒီနေ့ရာသီဥတုကောင်းသည်", "သူဈေးသို့သွားပြီ")]
    [InlineData("text", "win money", "pay invoice", "see doctor", "call mother")]
    [InlineData("category", "ชาย", "หญิง", "ชาย", "หญิง")]
    [InlineData("date yyyy-MM-dd", "2024-01-31", "", "2023-12-01T10:00")]
    [InlineData("date dd.MM.yyyy", "31.1.2024")]
    [InlineData("date dd/MM/yyyy", "01/02/2024", "31/01/2024")]
    [InlineData("date MM/dd/yyyy", "01/02/2024", "01/31/2024")]
    [InlineData("date dd/MM/yyyy", "01/01/2024", "12/12/2024")]
    [InlineData("date d MMM yyyy", "Thu, 22 Aug 2002 18:26:25 +0700", "Fri, 23 Aug 2002 01:00:00 GMT")]
    [InlineData("image", "a.png", "", "b/c.JPG")]
    [InlineData("number", "20240131", "20240201")]
    public void The_cells_decide(string expected, params string[] cells)
    {
        TableColumn column = Resolve(cells);
        Assert.Equal(expected, TableSchema.Describe(column.Kind, column.DateForm));
    }

    [Fact]
    public void A_list_of_more_than_sixty_four_names_is_hashed_as_ever_unless_its_cells_are_sentences()
    {
        Assert.Equal(ColumnKind.Categorical, Resolve([.. Enumerable.Range(0, 300).Select(i => $"city {i % 100}")]).Kind);
        Assert.Equal(ColumnKind.Text, Resolve([.. Enumerable.Range(0, 300).Select(i => $"a sentence of words {i % 100}")]).Kind);
        Assert.Equal(ColumnKind.Categorical, Resolve([.. Enumerable.Range(0, 300).Select(i => $"a sentence of words {i % 64}")]).Kind);
    }

    [Theory]
    [InlineData("t.csv: line 4, column c: \"soon\" is no date of the form yyyy-MM-dd", "2024-01-01", "2024-01-02", "soon", "2024-01-03")]
    [InlineData("t.csv: line 4, column c: \"2024-02-30\" is no date of the form yyyy-MM-dd", "2024-01-01", "2024-01-02", "2024-02-30", "2024-01-03")]
    [InlineData(
        "t.csv: column c: \"01/02/2024\" may be dd/MM/yyyy or MM/dd/yyyy, and no cell tells which; say \"date dd/MM/yyyy\" or \"date MM/dd/yyyy\" in a "
            + "schema file (--schema)",
        "01/01/2024", "01/02/2024", "03/04/2024")]
    [InlineData(
        "t.csv: column c: dates of several forms, such as \"2024-01-01\" (yyyy-MM-dd) and \"02.01.2024\" (dd.MM.yyyy); write all in one, or say \"category\" "
            + "in a schema file (--schema)",
        "2024-01-01", "02.01.2024", "2024-01-03", "04.01.2024")]
    [InlineData(
        "t.csv: column c: dates of several forms, such as \"13/01/2024\" (dd/MM/yyyy) and \"01/14/2024\" (MM/dd/yyyy); write all in one, or say \"category\" "
            + "in a schema file (--schema)",
        "13/01/2024", "01/14/2024", "02/02/2024", "15/01/2024", "01/16/2024")]
    public void A_column_that_is_meant_to_hold_dates_must(string fault, params string[] cells) =>
        Assert.Equal([fault], Assert.Throws<InvalidInputException>(() => Resolve(cells)).Faults);

    private static TableColumn Resolve(params string[] cells)
    {
        string?[] read = [.. cells.Select(cell => cell.Length == 0 ? null : cell)];
        var table = new Table(
            "t", "t.csv", [new TableColumn("c", ColumnKind.Unknown, read), new TableColumn("label", ColumnKind.Unknown, read)],
            [.. Enumerable.Range(2, cells.Length)]);
        return Assert.Single(TableReader.Features(table, target: 1).Columns);
    }
}
