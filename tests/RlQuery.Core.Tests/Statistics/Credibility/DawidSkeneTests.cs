using RlQuery.Core.Statistics.Credibility;

namespace RlQuery.Core.Tests.Statistics.Credibility;

/// <summary>Credibility against published numbers, another computation, and simulated annotators whose errors are known.</summary>
public sealed class DawidSkeneTests
{
    private static readonly DawidSkeneOptions _published = new() { RightAnswers = 0, WrongAnswers = 0, ItemsOfClass = 0 };

    [Fact]
    public void Shares_of_the_classes_are_those_that_were_published()
    {
        // Dawid and Skene (1979), table 2: .40 .42 .11 .07.
        CredibilityModel model = DawidSkene.Fit(Anaesthetists.Votes(), _published);
        double[] published = [0.40, 0.42, 0.11, 0.07];
        for (int k = 0; k < published.Length; k++)
        {
            Assert.Equal(published[k], model.ClassShares[k], 0.005);
        }
        // Of 45 patients, all but a few are certain.
        Assert.True(Enumerable.Range(0, 45).Count(item => model.Probabilities(item).ToArray().Max() > 0.99) >= 38);
    }

    [Fact]
    public void Estimates_are_those_of_another_computation()
    {
        Votes votes = Anaesthetists.Votes();
        CredibilityModel model = DawidSkene.Fit(votes, _published);
        double[][] expected = PlainEm(votes, 2000);
        for (int item = 0; item < votes.Items; item++)
        {
            for (int k = 0; k < votes.Classes; k++)
            {
                Assert.Equal(expected[item][k], model.Probabilities(item)[k], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_posterior_never_falls(int classes)
    {
        foreach (DawidSkeneOptions options in new[] { _published, new DawidSkeneOptions() })
        {
            IReadOnlyList<double> rises = DawidSkene.Fit(new SimulatedVotes(200, classes, [0.9, 0.6, 0.5], 0.8, 3).Votes, options).LogPosteriors;
            Assert.True(rises.Count > 2);
            Assert.All(rises.Zip(rises.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-9, $"{pair.First} {pair.Second}"));
        }
    }

    [Fact]
    public void Errors_of_simulated_annotators_are_found_and_the_truth_better_than_by_majority()
    {
        double[] right = [0.95, 0.8, 0.55, 0.5, 0.45];
        var simulated = new SimulatedVotes(2000, 3, right, 0.9, 1);
        CredibilityModel model = DawidSkene.Fit(simulated.Votes);
        for (int annotator = 0; annotator < right.Length; annotator++)
        {
            Assert.Equal(right[annotator], model.Accuracy(annotator), 0.04);
        }
        double accuracy = simulated.ShareRight(model.Label);
        Assert.True(accuracy > simulated.MajorityAccuracy + 0.05, $"{accuracy} by credibility, {simulated.MajorityAccuracy} by majority");
    }

    [Fact]
    public void An_annotator_who_is_always_wrong_tells_the_truth_of_two_classes()
    {
        // Two good ones say which way round it is.
        var simulated = new SimulatedVotes(400, 2, [0.9, 0.85, 0], 1, 5);
        CredibilityModel model = DawidSkene.Fit(simulated.Votes);
        Assert.True(model.Accuracy(2) < 0.05, $"accuracy {model.Accuracy(2)}");
        double right = simulated.ShareRight(model.Label);
        Assert.True(right > simulated.MajorityAccuracy + 0.1, $"{right} by credibility, {simulated.MajorityAccuracy} by majority");
    }

    [Fact]
    public void Intervals_hold_the_true_confusion_as_often_as_they_say()
    {
        int held = 0, all = 0;
        for (ulong seed = 0; seed < 60; seed++)
        {
            // The truth of all items is known, so that nothing but the draws of the votes is uncertain.
            var simulated = new SimulatedVotes(120, 3, [0.8, 0.6], 1, seed);
            var known = Enumerable.Range(0, 120).ToDictionary(item => item, item => simulated.Truth[item]);
            CredibilityModel model = DawidSkene.Fit(new Votes(120, 2, 3, simulated.All, known), _published);
            for (int annotator = 0; annotator < 2; annotator++)
            {
                for (int k = 0; k < 3; k++)
                {
                    (double low, double high) = model.Interval(annotator, k, k);
                    double right = annotator == 0 ? 0.8 : 0.6;
                    held += low <= right && right <= high ? 1 : 0;
                    all++;
                }
            }
        }
        Assert.InRange(held / (double)all, 0.91, 0.985);
    }

    [Fact]
    public void What_a_reviewer_decided_stays_and_lowers_the_credit_of_those_who_copy_each_other()
    {
        // Two copy each other and are often wrong; the third is right. A reviewer decides a fifth of the items.
        var good = new SimulatedVotes(200, 2, [0.97, 0.6], 1, 9);
        Vote[] copied = [.. good.All, .. good.All.Where(vote => vote.Annotator == 1).Select(vote => vote with { Annotator = 2 })];
        var known = Enumerable.Range(0, 40).ToDictionary(item => item, item => good.Truth[item]);
        CredibilityModel alone = DawidSkene.Fit(new Votes(200, 3, 2, copied));
        CredibilityModel reviewed = DawidSkene.Fit(new Votes(200, 3, 2, copied, known));
        Assert.All(known, pair => Assert.Equal(1, reviewed.Probabilities(pair.Key)[pair.Value]));
        Assert.True(reviewed.Accuracy(1) < alone.Accuracy(1), $"{reviewed.Accuracy(1)} with the reviewer, {alone.Accuracy(1)} without");
        Assert.True(reviewed.Accuracy(0) > alone.Accuracy(0), $"{reviewed.Accuracy(0)} with the reviewer, {alone.Accuracy(0)} without");
    }

    [Fact]
    public void Order_of_votes_changes_no_bit_and_an_item_without_votes_has_the_shares_of_the_classes()
    {
        var simulated = new SimulatedVotes(50, 3, [0.9, 0.7], 0.7, 4);
        CredibilityModel one = DawidSkene.Fit(new Votes(51, 2, 3, simulated.All));
        CredibilityModel other = DawidSkene.Fit(new Votes(51, 2, 3, simulated.All.Reverse()));
        for (int item = 0; item < 51; item++)
        {
            Assert.Equal(one.Probabilities(item).ToArray(), other.Probabilities(item).ToArray());
        }
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(one.ClassShares[k], one.Probabilities(50)[k], 1e-6);
        }
    }

    [Fact]
    public void Bad_votes_and_options_are_refused_by_name()
    {
        Assert.Equal("label of a vote: 2 is not allowed; use 0..1", Fault(() => new Votes(1, 1, 2, [new Vote(0, 0, 2)])));
        Assert.Equal("annotator of a vote: -1 is not allowed; use 0..0", Fault(() => new Votes(1, 1, 2, [new Vote(0, -1, 1)])));
        Assert.Equal("classes: 1 is not allowed; use at least 2", Fault(() => new Votes(1, 1, 1, [])));
        Assert.Equal("item that is known: 1 is not allowed; use 0..0", Fault(() => new Votes(1, 1, 2, [], new Dictionary<int, int> { [1] = 0 })));
        var votes = new Votes(1, 1, 2, []);
        Assert.Equal(
            "wrong answers: NaN is not allowed; use a finite number of at least 0", Fault(() => DawidSkene.Fit(votes, new() { WrongAnswers = double.NaN })));
        Assert.Equal("tolerance: 0 is not allowed; use a number above 0", Fault(() => DawidSkene.Fit(votes, new() { Tolerance = 0 })));
    }

    private static string Fault(Func<object> act) => Assert.Throws<InvalidInputException>(act).Message;

    // As the paper has it, in probabilities and not in logarithms, with sums over all answers of an annotator.
    private static double[][] PlainEm(Votes votes, int iterations)
    {
        int items = votes.Items, people = votes.Annotators, classes = votes.Classes;
        double[,,] n = new double[people, items, classes];
        foreach (Vote vote in votes.All)
        {
            n[vote.Annotator, vote.Item, vote.Label]++;
        }
        double[][] t = [.. Enumerable.Range(0, items).Select(i => Shares([.. Enumerable.Range(0, classes).Select(
            l => Enumerable.Range(0, people).Sum(k => n[k, i, l]))]))];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            double[] p = [.. Enumerable.Range(0, classes).Select(j => t.Average(row => row[j]))];
            double Pi(int k, int j, int l) => Enumerable.Range(0, items).Sum(i => t[i][j] * n[k, i, l])
                / Math.Max(1e-300, Enumerable.Range(0, classes).Sum(m => Enumerable.Range(0, items).Sum(i => t[i][j] * n[k, i, m])));
            double[] pi =
                [.. from k in Enumerable.Range(0, people) from j in Enumerable.Range(0, classes) from l in Enumerable.Range(0, classes) select Pi(k, j, l)];
            double[][] next = [.. Enumerable.Range(0, items).Select(i => Shares([.. Enumerable.Range(0, classes).Select(j => p[j]
                * Enumerable.Range(0, people).Aggregate(1.0, (product, k) => Enumerable.Range(0, classes).Aggregate(
                    product, (inner, l) => inner * Math.Pow(pi[(((k * classes) + j) * classes) + l], n[k, i, l]))))]))];
            double change = t.Zip(next, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();
            t = next;
            if (change < 1e-9)
            {
                break;
            }
        }
        return t;

        static double[] Shares(double[] values) => [.. values.Select(value => value / values.Sum())];
    }
}
