using RlQuery.Core.Labelling;
using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics;

namespace RlQuery.Core.Tests.Labelling;

public sealed class AgreementTests
{
    // K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four observers of twelve units in five categories, with missing values.
    private static readonly string[] Observers = ["123321412???", "1233224125??", "?33323422513", "12332441251?"];

    [Fact]
    public void Alpha_of_Krippendorffs_example_C_is_as_published()
    {
        LabellingState state = State(12, 5);
        Say(state, Observers);
        AnnotatorAgreement agreement = AnnotatorAgreement.Of(state);
        Assert.Equal(0.743, agreement.Alpha!.Value, 0.0005);
        Assert.Equal((11, 6), (agreement.Rows, agreement.Pairs.Count));
    }

    [Theory]
    // The same paper, example A: two observers of ten units in two categories; example B: of twelve units in five, letters here as digits.
    [InlineData(0.095, "0100000010", "1110010000")]
    [InlineData(0.692, "aabbdcccedda", "babbbccceddd")]
    public void Alpha_of_two_observers_is_as_published(double alpha, string first, string second)
    {
        LabellingState state = State(first.Length, 0);
        foreach (char name in first.Concat(second).Distinct().Order())
        {
            state.Apply(new ClassAdded($"{name}"));
        }
        Say(state, first, second);
        Assert.Equal(alpha, AnnotatorAgreement.Of(state).Alpha!.Value, 0.0005);
    }

    [Fact]
    public void Kappa_of_a_published_table_and_of_the_same_rows_is_as_published()
    {
        // J. Cohen's kappa of two readers of 50 proposals (20 yes by both, 15 no by both, 5 and 10 apart): observed 0.7, expected 0.5.
        LabellingState state = State(52, 0);
        state.Apply(new ClassAdded("y"));
        state.Apply(new ClassAdded("n"));
        Say(
            state, new string('y', 25) + new string('n', 25) + "??",
            new string('y', 20) + new string('n', 5) + new string('y', 10) + new string('n', 15) + "yn");
        AnnotatorPair pair = Assert.Single(AnnotatorAgreement.Of(state).Pairs);
        Assert.Equal(("0", "1", 50, 35), (pair.First, pair.Second, pair.Rows, pair.Same));
        Assert.Equal(0.4, pair.Agreement, 1e-12);
    }

    [Fact]
    public void Alpha_is_what_counting_all_pairs_gives_and_near_0_by_chance()
    {
        var generator = new Pcg64(8);
        for (int trial = 0; trial < 50; trial++)
        {
            List<int>[] items = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, generator.NextInt(5)).Select(_ => generator.NextInt(3)).ToList())];
            // By its definition: mean disagreement of ratings of one item over that of ratings of any items.
            List<int>[] paired = [.. items.Where(item => item.Count > 1)];
            int[] all = [.. paired.SelectMany(item => item)];
            double within = paired.Sum(item => (double)Apart(item) / (item.Count - 1)) / all.Length;
            double expected = 1 - (within * all.Length * (all.Length - 1) / Apart(all));
            double alpha = KrippendorffAlpha.Nominal(items, 3)!.Value;
            Assert.Equal(expected, alpha, 1e-9);
            Assert.InRange(alpha, -0.3, 0.3);
        }
    }

    [Fact]
    public void No_row_in_common_has_no_agreement_and_no_disagreement_is_1()
    {
        LabellingState state = State(3, 3);
        Say(state, "12?", "??3");
        AnnotatorAgreement none = AnnotatorAgreement.Of(state);
        Assert.Equal((0, null, 0), (none.Rows, none.Alpha, none.Pairs.Count));
        LabellingState same = State(3, 3);
        Say(same, "11?", "11?");
        Assert.Equal((1.0, 1.0), (AnnotatorAgreement.Of(same).Alpha, AnnotatorAgreement.Of(same).Pairs[0].Agreement));
    }

    [Fact]
    public void What_was_settled_changes_no_agreement()
    {
        LabellingState state = State(12, 5);
        Say(state, Observers);
        double before = AnnotatorAgreement.Of(state).Alpha!.Value;
        foreach (int row in state.Conflicts.ToArray())
        {
            state.Apply(new ConflictSettled(row, "1") { By = "judge" });
        }
        Assert.Empty(state.Conflicts);
        Assert.Equal(before, AnnotatorAgreement.Of(state).Alpha!.Value);
    }

    private static long Apart(IReadOnlyList<int> ratings) => ratings.Sum(one => (long)ratings.Count(other => other != one));

    private static LabellingState State(int rows, int classes) => new(new string?[rows], Enumerable.Range(1, classes).Select(i => $"{i}"));

    private static void Say(LabellingState state, params string[] observers)
    {
        for (int who = 0; who < observers.Length; who++)
        {
            for (int row = 0; row < observers[who].Length; row++)
            {
                if (observers[who][row] != '?')
                {
                    state.Apply(new RowImported(row, $"{observers[who][row]}") { By = $"{who}" });
                }
            }
        }
    }
}
