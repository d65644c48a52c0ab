using System.Globalization;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Translation;
using RlQuery.Torch.Sequences;
using Xunit.Abstractions;

namespace RlQuery.Torch.Tests.Sequences;

/// <summary>What the learner's own estimates tell of the quality of its answers, where it has not learned all.</summary>
public sealed class QualityEstimateTests(ITestOutputHelper output)
{
    private const int Given = 500;
    private const int Asked = 300;

    [Fact]
    public void Answers_of_high_probability_are_better()
    {
        (Items items, string[] answers) = Spelled.Draw(Given + Asked);
        var learner = new Transformer(new TransformerOptions { Layers = 1, LeastSteps = 250, Epochs = 1 });
        learner.Start(items, AnswerSpace.Texts);
        learner.Fit([.. Enumerable.Range(0, Given)], answers[..Given], []);
        string[] said = new string[Given + Asked];
        learner.Predict(items.Features, said);
        int[] rows = [.. Enumerable.Range(Given, Asked)];
        double[] scores = new double[Asked];
        double[] variances = new double[Asked];
        learner.ScoreSentences(items.Features, rows, scores);
        learner.ScoreVariances(items.Features, rows, variances);
        double[] quality = [.. rows.Select(row => ChrF.OfSentence(said[row], answers[row]))];
        double byScore = Correlation(scores, quality);
        double byVariance = Correlation([.. variances.Select(Math.Sqrt)], quality);
        int right = rows.Count(row => said[row] == answers[row]);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"right {right} of {Asked}, mean chrF {quality.Average():F1}, correlation with chrF: "
            + $"log-probability {byScore:F3}, deviation between masks {byVariance:F3}"));
        Assert.InRange(right, 5, 290);
        Assert.True(byScore > 0.3, $"{byScore}");
    }

    private static double Correlation(double[] x, double[] y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        double product = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return product / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }
}
