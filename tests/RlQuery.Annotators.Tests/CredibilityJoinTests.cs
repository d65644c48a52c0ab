using RlQuery.Annotators.Joining;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Tests;

public sealed class CredibilityJoinTests
{
    private const int Rows = 400;

    [Fact]
    public void One_good_annotator_outvotes_three_bad_ones_and_probabilities_say_how_sure_that_is()
    {
        double[] right = [0.95, 0.6, 0.55, 0.5];
        (int[] truth, int?[][] answers) = Draw(right, 2, 1);
        JoinedAnswers joined = new CredibilityJoin().Join(answers, new int?[Rows], 2);
        double accuracy = Share(joined.Labels, truth), majority = Share(new MajorityJoin().Join(answers, new int?[Rows], 2).Labels, truth);
        Assert.True(accuracy > majority + 0.1, $"{accuracy} by credibility, {majority} by majority");
        // The priors make it doubt a little more than it has to.
        Assert.InRange(joined.Probabilities!.Average()!.Value, accuracy - 0.12, accuracy + 0.02);
        Assert.All(joined.Credibility!.Skip(1), other => Assert.True(joined.Credibility![0] > other + 0.1, string.Join(" ", joined.Credibility)));
    }

    [Fact]
    public void Rows_whose_class_is_known_tell_whom_of_two_to_believe()
    {
        (int[] truth, int?[][] answers) = Draw([0.9, 0.5], 3, 2);
        int?[] given = [.. truth.Select((label, row) => row < 60 ? label : (int?)null)];
        JoinedAnswers joined = new CredibilityJoin().Join(answers, given, 3);
        Assert.Equal(given.Take(60), joined.Labels.Take(60));
        double accuracy = Share(joined.Labels, truth);
        Assert.True(accuracy > 0.85, $"{accuracy} of the labels are right");
        Assert.True(joined.Credibility![0] > joined.Credibility[1] + 0.1, string.Join(" ", joined.Credibility));
    }

    [Fact]
    public void A_row_without_an_answer_has_neither_label_nor_probability()
    {
        JoinedAnswers joined = new CredibilityJoin().Join([[0, 0], [null, null], [1, null]], new int?[3], 2);
        Assert.Null(joined.Labels[1]);
        Assert.Null(joined.Probabilities![1]);
        Assert.Equal((0, 1), (joined.Labels[0], joined.Labels[2]));
    }

    private static double Share(IReadOnlyList<int?> labels, int[] truth) => labels.Zip(truth).Count(one => one.First == one.Second) / (double)Rows;

    private static (int[] Truth, int?[][] Answers) Draw(double[] right, int classes, ulong seed)
    {
        var draws = new Pcg64(seed, "answers");
        int[] truth = [.. Enumerable.Range(0, Rows).Select(_ => draws.NextInt(classes))];
        return (truth, [.. truth.Select(label => right.Select(
            share => (int?)(draws.NextDouble() < share ? label : (label + 1 + draws.NextInt(classes - 1)) % classes)).ToArray())]);
    }
}
