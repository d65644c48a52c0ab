using RlQuery.Core;
using RlQuery.Core.Tests.Support;
using RlQuery.Studies.Advice;

namespace RlQuery.Studies.Tests.Advice;

public sealed class TableAdviceTests
{
    private static readonly AdviceData Data = AdviceSamples.Data(AdviceSamples.Sets(60, 2, noise: 0.001));

    [Fact]
    public void Only_numbers_of_queries_that_leave_rows_are_told()
    {
        Assert.Equal([10, 20], Advise(AdviceSamples.Table(4), 40).Expected.Select(row => row.Queries));
        Assert.Equal(TableAdvice.Budgets, Advise(AdviceSamples.Table(4), 101).Expected.Select(row => row.Queries));
        Assert.Equal("Little to gain: fewer than 11 rows have no label; label them all.", AdviceVerdict.Of(Advise(AdviceSamples.Table(4), 10)));
    }

    [Fact]
    public void The_policy_is_worth_it_where_alike_sets_gained_by_it()
    {
        string verdict = AdviceVerdict.Of(Advise(AdviceSamples.Table(8), 500));
        Assert.StartsWith("Worth it: with 40 queries, the policy's mean accuracy is ", verdict, StringComparison.Ordinal);
        Assert.InRange(Advise(AdviceSamples.Table(8), 500).Expected[2].PolicyOverRandom!.Value, 0.07, 0.09);
    }

    [Fact]
    public void Margin_is_taken_where_the_policy_added_nothing_or_was_not_measured()
    {
        AdviceData worse = With(gain => gain with { PolicyOverMargin = -0.01 });
        string verdict = AdviceVerdict.Of(TableAdvice.Of(worse, AdviceSamples.Table(4), 500, hasPolicy: true));
        Assert.Equal(
            "Take margin: with 40 queries, its mean accuracy is expected to be 2.0 points above that of random labels, very probably more than nothing, "
            + "and the policy adds nothing to it.", verdict);
        TableAdvice without = TableAdvice.Of(Data, AdviceSamples.Table(8), 500, hasPolicy: false);
        Assert.StartsWith("Take margin: ", AdviceVerdict.Of(without), StringComparison.Ordinal);
        Assert.All(without.Expected, row => Assert.Null(row.PolicyOverMargin));
    }

    [Fact]
    public void Little_is_to_gain_where_alike_sets_gained_less_than_a_point()
    {
        TableAdvice none = TableAdvice.Of(With(gain => new MeasuredGain(gain.Queries, 0.001, 0.002)), AdviceSamples.Table(4), 500, hasPolicy: true);
        Assert.StartsWith("Little to gain: with 40 queries", AdviceVerdict.Of(none), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_shipped_is_of_the_policy_that_is_shipped_and_survives_writing()
    {
        var shipped = AdviceData.Shipped();
        Assert.Equal(Core.Policies.PolicyReader.ReadDocument(Path.Combine(Repository.Root, "policies", "general")).Weights, shipped.Policy);
        Assert.Equal(shipped.Write(), AdviceData.Parse(shipped.Write(), "copy").Write());
        Assert.True(shipped.Sets.Count >= 53);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{ \"policy\": \"\", \"learner\": \"\", \"model\": { \"method\": \"forest\", \"strength\": 1, \"descriptors\": [] }, \"sets\": [] }")]
    public void Damaged_data_are_refused_by_name(string text) =>
        Assert.StartsWith(
            "advice.json: ", Assert.Throws<InvalidInputException>(() => AdviceData.Parse(text, "advice.json")).Faults[0], StringComparison.Ordinal);

    private static AdviceData With(Func<MeasuredGain, MeasuredGain> change) =>
        Data with { Sets = [.. Data.Sets.Select(set => set with { Gains = [.. set.Gains.Select(change)] })] };

    private static TableAdvice Advise(TableDescriptors table, int unlabelled) => TableAdvice.Of(Data, table, unlabelled, hasPolicy: true);
}
